"""The names that training finds in tagged sentences."""

import json
from pathlib import Path

import pytest

from training.tagger.corpora import ANNOTATORS, NAME_TYPES, read_marked, read_names, read_polnear


def read_sentence(path: Path, *rows: tuple[str, str, str]) -> list[tuple[str, list[str], bool]]:
    """(text, possible types, unknown) of the names in a sentence of (token, tag, original tag)."""
    tokens, tags, orig = zip(*rows, strict=True)
    path.write_text(json.dumps({"tokens": tokens, "tags": tags, "orig": orig}) + "\n", "utf-8")
    (doc,) = read_names(path)
    assert doc.names is not None
    return [(doc.text[name.start : name.end], [NAME_TYPES[t] for t in name.types], name.unknown) for name in doc.names]


def test_a_title_that_was_cleaned_away_leaves_the_name(tmp_path: Path) -> None:
    rows = (("President", "O", "B-per"), ("Ann", "B-PER", "I-per"), ("Lee", "I-PER", "I-per"), ("left", "O", "O"))
    assert read_sentence(tmp_path / "gmb.train.jsonl", *rows) == [("Ann Lee", ["person"], False)]


@pytest.mark.parametrize(
    ("name", "tag", "orig", "types"),
    [
        ("worldwide.train", "B-MISC", "B-NORP", ["group"]),
        ("worldwide.train", "B-MISC", "B-Misc", ["event", "work", "other"]),
        ("worldwide.train", "B-LOC", "B-Facility", ["place"]),
        ("gmb.train", "B-LOC", "B-gpe", ["place"]),
        ("gmb.train", "B-MISC", "B-gpe", ["group"]),
        ("wikigold", "B-MISC", "B-MISC", ["group", "event", "work", "other"]),
        ("wnut17.train", "B-MISC", "B-creative-work", ["work"]),
        ("gum_news_derived", "B-ORG", "B-organization+wiki", ["organization"]),
    ],
)
def test_tags_limit_the_types_of_a_name(name: str, tag: str, orig: str, types: list[str], tmp_path: Path) -> None:
    assert read_sentence(tmp_path / f"{name}.jsonl", ("Oslo", tag, orig)) == [("Oslo", types, False)]


def test_a_date_is_not_a_name(tmp_path: Path) -> None:
    assert read_sentence(tmp_path / "worldwide.train.jsonl", ("Monday", "O", "B-Date")) == []


def test_user_names_and_missed_names_are_unknown(tmp_path: Path) -> None:
    assert read_sentence(tmp_path / "btc_a.train.jsonl", ("@", "B-PER", "B-PER"), ("colgo", "B-PER", "B-PER"))[0][2]
    assert read_sentence(tmp_path / "gum_news_derived.jsonl", ("In", "O", "O"), ("Oslo", "O", "O")) == [
        ("Oslo", [], True)
    ]


def test_marked_articles_have_their_names_without_the_marks(tmp_path: Path) -> None:
    text = "[place|OSLO] — The [other|Gannet] sank.\nIt was [group|Danish].\n\n[person|Ann Lee] left.\n"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    docs = list(read_marked(tmp_path / "a.txt"))
    assert [doc.text for doc in docs] == ["OSLO — The Gannet sank.\n\nIt was Danish.\n", "Ann Lee left.\n"]
    names = [(doc.text[n.start : n.end], NAME_TYPES[n.types[0]]) for doc in docs for n in doc.names or ()]
    assert names == [("OSLO", "place"), ("Gannet", "other"), ("Danish", "group"), ("Ann Lee", "person")]


def test_every_annotator_of_an_article_can_be_read(tmp_path: Path) -> None:
    for folder in ("text", "attributions"):
        (tmp_path / folder).mkdir()
    (tmp_path / "text" / "a.txt").write_text("She said no.\n", "utf-8")
    for annotator in (ANNOTATORS[1], ANNOTATORS[4]):
        marks = "T1\tCue 4 8\tsaid\nT2\tContent 9 11\tno\nE1\tAttribution:T1 Cue:T1 Content:T2\n"
        (tmp_path / "attributions" / f"a_{annotator}.ann").write_text(marks, "utf-8")
    assert [doc.annotator for doc in read_polnear(tmp_path)] == [1]
    assert [doc.annotator for doc in read_polnear(tmp_path, all_annotators=True)] == [1, 4]
