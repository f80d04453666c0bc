"""README and docs are current: examples print what they show, files that they name exist, and nothing is left out."""

import contextlib
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from newscli import errors
from newscli.formats.registry import FORMATS
from newscli.rendering.schema import build_schema
from tests.conftest import ROOT, SAMPLES, invoke, run_shell
from tests.corpus.stores import make_sample_store
from tests.test_house import ALLOWED

DOCS = ROOT / "docs"
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")] + sorted(
    DOCS.glob("*.md")
)
PACKAGE = ROOT / "newscli"


def read_page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


@pytest.mark.parametrize("script", ["check_list.py", "cli_reference.py", "examples.py", "man_page.py"])
def test_generated_pages_are_current(script: str) -> None:
    result = subprocess.run(
        [sys.executable, str(DOCS / script), "--check"], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("path", [ROOT / "README.md", DOCS / "python.md"], ids=lambda path: path.name)
def test_python_examples_run(path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(SAMPLES)
    examples = re.findall(r"^```python\n(.*?)^```$", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert examples
    # Each example on a page continues the one before it.
    names: dict[str, Any] = {}
    for example in examples:
        exec(example, names)
    assert "It is eleven minutes of water" in capsys.readouterr().out


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_pages_hold_no_terminal_escapes(page: Path) -> None:
    assert "\x1b" not in page.read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_lead_to_files(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
        if not target.startswith("https://"):
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_files_that_are_named_exist(page: Path) -> None:
    for name in re.findall(r"\b(?:benchmarks|training|tests|docs|newscli|samples)/[\w./-]*\w", page.read_text("utf-8")):
        if not re.search(r"NAME|XX", name):
            assert (ROOT / name).exists(), name


def test_the_architecture_names_every_module_and_no_other() -> None:
    page = read_page("architecture.md")
    named = {name.removeprefix("newscli/") for name in re.findall(r"`([\w/]+\.py)`", page)}
    named = {name for name in named if not name.startswith(("tests/", "docs/")) and "NAME" not in name}
    modules = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py")}
    # A row for an inner package gives its modules by their own names, without the folder.
    for name in modules - {"__main__.py"}:
        assert name in named or Path(name).name in named or name.endswith("__init__.py"), f"{name} is not described"
    for name in named:
        assert any(f"/{module}".endswith(f"/{name}") for module in modules), f"{name} does not exist"


def test_every_format_is_described() -> None:
    page = read_page("formats.md")
    for name, row in FORMATS.items():
        line = next(line for line in page.splitlines() if line.startswith(f"| `{name}` |"))
        assert all(f"`{ending}`" in line for ending in row.endings)
        assert row.extra is None or f"`{row.extra}`" in line


def test_every_key_of_the_json_is_described() -> None:
    page = read_page("json.md")
    schema = build_schema()
    definitions = [schema, *schema["$defs"].values()]
    for key in {key for definition in definitions for key in definition.get("properties", {})}:
        assert f"`{key}`" in page or f'"{key}"' in page, key


def test_every_code_of_errors_and_warnings_is_described() -> None:
    page = read_page("json.md")
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.NewscliError)]
    codes = {kind.code for kind in kinds}
    for path in PACKAGE.rglob("*.py"):
        codes |= set(re.findall(r"\bWarning\(\s*\"([a-z-]+)\"", path.read_text("utf-8")))
    for code in codes:
        assert f"`{code}`" in page, code
    # A code that a page describes and no module uses is out of date.
    source = "".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    for code in re.findall(r"^\| `([a-z-]+)`(?:, `[a-z-]+`)* \|", page.partition("## warnings")[2], re.MULTILINE):
        assert f'"{code}"' in source, code


def test_every_page_about_answers_repeats_the_promise() -> None:
    promise = (
        "The same file gives the same answer in every run on one machine. Between processors the model's scores differ"
    )
    for path in (ROOT / "README.md", DOCS / "accuracy.md", DOCS / "json.md", DOCS / "python.md"):
        assert promise in " ".join(path.read_text("utf-8").split()), path.name


def test_the_architecture_states_the_arrows_that_the_house_test_holds() -> None:
    rows = re.findall(r"^\| `([\w.]+?)(?:/|\.py)` \|.*\|([^|]*)\|$", read_page("architecture.md"), re.MULTILINE)
    assert {room: set(re.findall(r"`(\w+)`", used)) for room, used in rows} == ALLOWED


def list_tool_lines() -> list[str]:
    """The commands in docs/without-newscli.md."""
    return re.findall(r"^    (\S.*)$", read_page("without-newscli.md"), re.MULTILINE)


@pytest.mark.parametrize("line", list_tool_lines())
def test_other_programs_read_the_store_as_the_page_says(line: str, tmp_path: Path) -> None:
    tool, query = line.split()[0], re.search(r'-c "(SELECT.*)"|news\.db "(SELECT.*)"', line)
    shutil.copy(make_sample_store(), tmp_path / "news.db")
    if "tables/" in line:
        pytest.importorskip("pyarrow")
        assert invoke("export", str(tmp_path / "news.db"), "--parquet", str(tmp_path / "tables")).code == 0
    if tool == "newscli" or (shutil.which(tool) and tool not in ("datasette", "python")):
        result = run_shell(line, tmp_path)
        assert (result.returncode, result.stderr) == (0, "")
        assert result.stdout
    elif tool == "sqlite3" and query is not None:
        with contextlib.closing(sqlite3.connect(tmp_path / "news.db")) as connection:
            assert connection.execute(query[2]).fetchall()
    elif tool == "duckdb" and query is not None:
        duckdb = pytest.importorskip("duckdb")
        assert duckdb.sql(query[1].replace("'tables/", f"'{tmp_path}/tables/")).fetchall()
    else:
        pytest.skip(f"{tool} is not installed")


@pytest.mark.parametrize(
    ("name", "speaker"), [("cluster.md", "Ingrid Halloran"), ("without-newscli.md", "Judith Amsel")]
)
def test_examples_for_stores_and_clusters_run(
    name: str, speaker: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pyarrow")
    shutil.copy(make_sample_store(), tmp_path / "news.db")
    shutil.copy(SAMPLES / "bare.txt", tmp_path)
    monkeypatch.chdir(tmp_path)
    (example,) = re.findall(r"^```python\n(.*?)^```$", read_page(name), re.MULTILINE | re.DOTALL)
    exec(example, {})
    assert speaker in capsys.readouterr().out
