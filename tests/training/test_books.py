"""Novels as documents: RiQuA's roles, which are not linked, and LitBank's pronouns."""

import json
from pathlib import Path

from training.tagger.books import read_litbank, read_riqua


def test_riquas_runs_become_attributions_of_one_part(tmp_path: Path) -> None:
    rows = [
        ("``", "B-content"), ("Go", "I-content"), (",", "I-content"), ("''", "I-content"), ("said", "B-cue"),
        ("the", "B-source"), ("maid", "I-source"), (".", "O"),
    ]  # fmt: skip
    path = tmp_path / "passages.jsonl"
    path.write_text(json.dumps({"tokens": [t for t, _ in rows], "labels": [tag for _, tag in rows]}) + "\n", "utf-8")
    (doc,) = read_riqua(path)
    assert doc.text == "“Go,” said the maid."
    assert doc.attributions is not None
    parts = [
        (role, doc.text[slice(*span)])
        for attribution in doc.attributions
        for role in ("content", "cue", "source")
        for span in getattr(attribution, role)
    ]
    assert parts == [("content", "“Go,”"), ("cue", "said"), ("source", "the maid")]


def test_litbanks_pronouns_refer_to_the_proper_names_of_their_chain(tmp_path: Path) -> None:
    text = "Emma met the vicar .\nShe liked him .\n"
    (tmp_path / "novel_brat.txt").write_text(text, "utf-8")
    marks = [
        ("PROP_PER", 0, 4), ("Emma-1", 0, 4), ("NOM_PER", 9, 18), ("vicar-2", 9, 18), ("PRON_PER", 21, 24),
        ("Emma-1", 21, 24), ("PRON_PER", 31, 34), ("vicar-2", 31, 34),
    ]  # fmt: skip
    lines = [f"T{n}\t{label} {s} {e}\t{text[s:e]}\n" for n, (label, s, e) in enumerate(marks)]
    (tmp_path / "novel_brat.ann").write_text("".join(lines), "utf-8")
    (doc,) = read_litbank(tmp_path)
    found = {
        doc.text[slice(*reference.pronoun)]: [doc.text[slice(*name)] for name in reference.right]
        for reference in doc.references
    }
    assert found == {"She": ["Emma"], "him": []}
