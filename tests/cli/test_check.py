"""`newscli check`, from files and configuration to exit status."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from newscli.analysis.desk import CATALOG
from tests.conftest import ROOT, invoke
from tests.corpus.stores import STORY, index

BAD = (
    "A Bridge Closes\nBy Ann Smith\n\nVELLMOUTH, Dec. 11, 2017 — It closed on Tuesday, Dec. 11, 2017, she said said.\n"
)


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "article.txt"
    path.write_text(BAD, "utf-8")
    return str(path)


def test_findings_are_lines_that_editors_can_jump_to(article: str) -> None:
    outcome = invoke("check", article)
    assert outcome.code == 1
    lines = outcome.out.splitlines()
    text = BAD.splitlines()
    for line in lines:
        path, row, column, rest = line.split(":", 3)
        assert path == article
        word = {"D301": "Tuesday", "T401": "said said"}[rest.split()[0]]
        assert text[int(row) - 1][int(column) - 1 :].startswith(word)
    assert [line.split()[1] for line in lines] == ["D301", "T401"]
    assert outcome.err == "newscli: 2 errors, 0 warnings, 0 notes\n"


def test_the_exit_status_is_as_asked_for(article: str, tmp_path: Path) -> None:
    assert invoke("check", article, "--fail-on", "never").code == 0
    assert invoke("check", article, "--ignore", "D", "--ignore", "T").code == 0
    (tmp_path / "warned.txt").write_text("It is 16 kilometers (6 miles) to the old bridge, they said.\n", "utf-8")
    assert invoke("check", str(tmp_path / "warned.txt")).code == 0
    assert invoke("check", str(tmp_path / "warned.txt"), "--fail-on", "warning").code == 1
    outcome = invoke("check", article, str(tmp_path / "missing.txt"))
    assert outcome.code == 2
    assert "D301" in outcome.out
    assert invoke("check", article, "--select", "X").code == 2


def test_every_format_has_every_finding(article: str, tmp_path: Path) -> None:
    records = [json.loads(line) for line in invoke("check", article, "--json").out.splitlines()]
    assert [record["code"] for record in records] == ["D301", "T401"]
    rows = list(csv.DictReader(io.StringIO(invoke("check", article, "-f", "csv").out)))
    assert [row["code"] for row in rows] == ["D301", "T401"]
    github = invoke("check", article, "-f", "github").out.splitlines()
    assert [line.split(" ")[0] for line in github] == ["::error", "::error"]
    target = tmp_path / "findings.sarif"
    assert invoke("check", article, "-f", "sarif", "-o", str(target)).code == 1
    log = json.loads(target.read_text("utf-8"))
    assert log["version"] == "2.1.0"
    results = log["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == ["D301", "T401"]
    region = results[0]["locations"][0]["physicalLocation"]["region"]
    line = BAD.splitlines()[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "Tuesday, Dec. 11, 2017"


@pytest.mark.parametrize("code", CATALOG)
def test_every_check_is_explained(code: str) -> None:
    outcome = invoke("check", "--explain", code)
    assert outcome.code == 0
    assert outcome.out.startswith(f"{code}: {CATALOG[code].title}")
    assert f"### {code}: " in (ROOT / "docs" / "checks.md").read_text("utf-8")


def test_an_unknown_check_is_not_explained() -> None:
    assert invoke("check", "--explain", "Q999").code == 2


def run_in(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "newscli", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def test_defaults_come_from_the_folder_or_one_above_it(article: str, tmp_path: Path) -> None:
    inner = tmp_path / "desk" / "today"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text('[tool.newscli.check]\nignore = ["D"]\nfail-on = "never"\n', "utf-8")
    outcome = run_in(inner, "check", article)
    assert (outcome.returncode, [line.split()[1] for line in outcome.stdout.splitlines()]) == (0, ["T401"])
    # What is said on the command line comes first, and the nearer file.
    assert run_in(inner, "check", article, "--fail-on", "error").returncode == 1
    (inner / "newscli.toml").write_text('width = 60\n[check]\nselect = ["D"]\n', "utf-8")
    assert "T401" not in run_in(inner, "check", article).stdout
    assert run_in(inner, "quotes", article).returncode == 0
    assert run_in(inner, "help").returncode == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("widht = 60", "unknown key 'widht': use width, color, pager, min-confidence, jobs"),
        ('width = "wide"', "width can't be 'wide'"),
        ("width = ", "can't be read: "),
        ("check = 1", "check is no table"),
        ("tool = 1", "unknown key 'tool'"),
        ('[check]\nfail-on = "sometimes"', "sometimes"),
    ],
)
def test_wrong_defaults_are_one_clear_line(tmp_path: Path, article: str, content: str, message: str) -> None:
    (tmp_path / "newscli.toml").write_text(content, "utf-8")
    outcome = run_in(tmp_path, "check", article)
    assert outcome.returncode == 2
    assert message in outcome.stderr
    assert outcome.stderr.count("\n") == 1


def test_a_broken_pyproject_of_others_stops_nothing(tmp_path: Path, article: str) -> None:
    for content in ("[tool.newscli\n", "tool = 1\n"):
        (tmp_path / "pyproject.toml").write_text(content, "utf-8")
        assert run_in(tmp_path, "check", article).returncode == 1


def test_quotes_are_checked_against_a_store(tmp_path: Path) -> None:
    store, old, new = tmp_path / "news.db", tmp_path / "old.txt", tmp_path / "new.txt"
    words = "We will not pay a single penny of this fine"
    old.write_text(STORY.format(day="May 3", words=words), "utf-8")
    index(store, old)
    new.write_text(STORY.format(day="May 3", words=words.replace("penny", "cent")), "utf-8")
    outcome = invoke("check", str(new), "--against", str(store))
    assert "A601 in other words in " in outcome.out
    new.write_text(STORY.format(day="May 3", words=words).replace("Mayor Ann Lee", "Mayor Jane Doe"), "utf-8")
    assert "A602 said by Ann Lee in " in invoke("check", str(new), "--against", str(store)).out
    assert "A60" not in invoke("check", str(old), "--against", str(store)).out
    assert "A60" not in invoke("check", str(new), "--against", str(store), "--ignore", "A").out
    assert "A60" not in invoke("check", str(new), "--against", str(store), "--select", "T").out
    # An article is not another, however its path is written.
    new.write_text(STORY.format(day="May 3", words=words.replace("penny", "cent")), "utf-8")
    index(store, new)
    dotted = str(tmp_path / "." / ".." / tmp_path.name / "new.txt")
    assert "A601" in invoke("check", dotted, "--against", str(store)).out


def test_hostile_text_reaches_no_terminal_raw(tmp_path: Path) -> None:
    path = tmp_path / "bad.txt"
    path.write_text("It was \x1b[31m\x1b[31mlate late, \u202e she said said. <b>\x07</b>\n", "utf-8")
    for format in ("text", "json", "csv", "sarif", "github"):
        out = invoke("check", str(path), "-f", format, "--fail-on", "never", terminal=True, TERM="dumb").out
        assert "T401" in out
        assert not {"\x1b", "\x07", "\u202e"} & set(out)
