"""`newscli diff`, from files and stores to exit status."""

import json
from pathlib import Path

from tests.conftest import SAMPLES, invoke
from tests.corpus.stores import STORY, index


def write_versions(folder: Path) -> tuple[str, str]:
    paths = folder / "old.txt", folder / "new.txt"
    for path, words in zip(paths, ("We had no choice", "We had a choice"), strict=True):
        path.write_text(STORY.format(day="May 3", words=words), "utf-8")
    return str(paths[0]), str(paths[1])


def test_the_exit_status_is_that_of_diff(tmp_path: Path) -> None:
    old, new = write_versions(tmp_path)
    assert invoke("diff", old, old).code == 0
    assert invoke("diff", old, new).code == 1
    outcome = invoke("diff", old, "missing.txt")
    assert (outcome.code, outcome.err) == (2, "newscli: missing.txt: no such file; check the path\n")
    assert invoke("diff", old, new, "1", "2").code == 2


def test_two_formats_of_one_article_are_the_same() -> None:
    outcome = invoke("diff", str(SAMPLES / "setext.md"), str(SAMPLES / "document.docx"))
    assert (outcome.code, outcome.err) == (0, "newscli: no difference\n")


def test_every_format_says_what_changed(tmp_path: Path) -> None:
    old, new = write_versions(tmp_path)
    records = [json.loads(line) for line in invoke("diff", old, new, "--json").out.splitlines()]
    assert {(record["part"], record["operation"]) for record in records} == {
        ("quote", "reworded"),
        ("text", "reworded"),
    }
    assert len(invoke("diff", old, new, "--quotes-only").out.splitlines()) == 2
    page = invoke("diff", old, new, terminal=True, TERM="dumb").out
    assert "- “We had [no] choice" in page
    assert "+ “We had [a] choice" in page
    wide = invoke("diff", old, new, "--width", "140", terminal=True, TERM="dumb").out
    assert any("[no]" in line and "[a]" in line for line in wide.splitlines())
    target = tmp_path / "diff.html"
    assert invoke("diff", old, new, "-o", str(target)).code == 1
    html = target.read_text("utf-8")
    assert "<del>no</del>" in html
    assert "<ins>a</ins>" in html
    assert "<script" not in html


def test_versions_in_a_store_are_compared(tmp_path: Path) -> None:
    store, path = tmp_path / "news.db", tmp_path / "story.txt"
    for words in ("We had no choice", "We had a choice", "We had every choice"):
        path.write_text(STORY.format(day="May 3", words=words), "utf-8")
        index(store, path)
    last = json.loads(invoke("diff", str(store), str(path), "--quotes-only", "--json").out)
    assert last["changes"] == [["a", "every"]]
    chosen = json.loads(invoke("diff", str(store), str(path), "1", "3", "--quotes-only", "--json").out)
    assert chosen["changes"] == [["no", "every"]]
    outcome = invoke("diff", str(store), str(path), "1", "4")
    assert outcome.code == 2
    assert "the store has 1, 2, 3" in outcome.err
    assert invoke("diff", str(store), "https://x.example/none").code == 2


def test_hostile_versions_reach_no_terminal_raw(tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("Mayor Ann Lee \x1b[2Jsaid it was late, and \u202e rain fell.\n", "utf-8")
    new.write_text("Mayor Ann Lee \x07said it was early, and \x1b]8;;x\x07 rain fell.\n", "utf-8")
    for terminal in (True, False):
        out = invoke("diff", str(old), str(new), terminal=terminal, TERM="dumb").out
        assert "early" in out
        assert not {"\x1b", "\x07", "\u202e"} & set(out)
