"""The pipeline, which library users call, too: inputs -> Reports in order, failures as values."""

from pathlib import Path

import pytest

import newscli
from newscli import Article, ReadOptions, tagging
from newscli.pipeline import expand_path
from tests.conftest import SAMPLES

STORY = b"The council met.\n\nIt was late, said Ann Lee.\n"


def test_reports_come_in_the_order_of_the_inputs_and_failures_are_reports(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(STORY)
    (tmp_path / "a.txt").write_bytes(b"\0\1\2")
    paths = [tmp_path / "b.txt", tmp_path / "missing.txt", tmp_path, SAMPLES / "crawl.ndjson"]
    reports = list(newscli.inspect_all(paths, use_model=False))
    names = [Path(report.source.path).name for report in reports]
    assert names == ["b.txt", "missing.txt", "a.txt", "b.txt", "crawl.ndjson#1", "crawl.ndjson#2"]
    codes = [report.error and report.error.code for report in reports]
    assert codes == [None, "unreadable", "binary", None, None, None]


def test_inspect_all_says_the_same_as_inspect() -> None:
    path = SAMPLES / "headline.txt"
    assert list(newscli.inspect_all([path])) == [newscli.inspect(newscli.read(path))]


def test_limits_and_other_options_are_reachable(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Straße.".encode("latin-1"))
    options = newscli.ReadOptions(encoding="latin-1", limits=newscli.Limits(max_bytes=3))
    (report,) = newscli.inspect_all([tmp_path / "a.txt"], options=options, use_model=False)
    assert report.error is not None
    assert report.error.code == "limit"
    with pytest.raises(ValueError, match="unknown format 'papyrus': use one of text,"):
        newscli.read(tmp_path / "a.txt", options=newscli.ReadOptions(format="papyrus"))


def test_progress_gets_the_path_and_the_share_that_is_read() -> None:
    heard: list[tuple[str, float]] = []
    path = str(SAMPLES / "headline.txt")
    list(newscli.inspect_all([path], on_progress=lambda name, share: heard.append((name, share))))
    assert {name for name, _ in heard} == {path}
    shares = [share for _, share in heard]
    assert shares[0] == 0
    assert shares == sorted(shares)
    assert 0.9 < shares[-1] <= 1


@pytest.mark.defects
def test_a_defect_costs_one_article_and_not_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a defect")

    monkeypatch.setattr("newscli.analysis.build_report", break_down)
    reports = list(newscli.inspect_all([SAMPLES / "crawl.ndjson"], use_model=False, isolate=False))
    assert [report.error and report.error.code for report in reports] == ["internal", "internal"]
    assert all("ZeroDivisionError: a defect" in report.error.message for report in reports if report.error)


def test_a_path_stands_for_itself_and_a_folder_for_its_files(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_bytes(STORY)
    (tmp_path / "a.txt.gz").write_bytes(STORY)
    (tmp_path / "notes.exe").write_bytes(STORY)
    assert [Path(item.path).name for item in expand_path(tmp_path)] == ["a.txt.gz", "b.md"]
    assert [item.path for item in expand_path("https://paper.example/a")] == ["https://paper.example/a"]
    (empty,) = expand_path(SAMPLES.parent / "newscli" / "weights" / "vocab.txt")
    assert empty.failure is None


@pytest.mark.parametrize("path", ["article.txt", Path("article.txt"), b"article.txt"])
def test_a_single_path_in_place_of_several_says_what_to_do(path: object) -> None:
    with pytest.raises(TypeError, match=r"inspect_all\(\) takes several paths: put one into a list"):
        next(newscli.inspect_all(path))  # type: ignore[arg-type]


@pytest.mark.parametrize("isolate", [True, False])
def test_what_on_progress_raises_comes_through(isolate: bool) -> None:
    class Stop(newscli.NewscliError):
        pass

    def stop(path: str, share: float) -> None:
        raise Stop("enough")

    with pytest.raises(Stop):
        list(newscli.inspect_all([SAMPLES / "bare.txt"], on_progress=stop, isolate=isolate))


def test_an_interrupt_inside_an_extension_module_stops_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail_as_pybind11_does(*_: object, **__: object) -> None:
        raise ImportError("initialization failed") from KeyboardInterrupt()

    monkeypatch.setattr(tagging, "label", fail_as_pybind11_does)
    with pytest.raises(KeyboardInterrupt):
        list(newscli.inspect_all([SAMPLES / "bare.txt"], isolate=False))


def test_wrong_arguments_are_refused_at_once() -> None:
    with pytest.raises(TypeError):
        newscli.inspect_all("samples/bare.txt")
    with pytest.raises(ValueError, match="unknown format 'x'"):
        newscli.inspect_all([], options=ReadOptions(format="x"))
    with pytest.raises(ValueError, match="unknown field"):
        newscli.read(STORY, options=ReadOptions(mapping={"body": "x"}))
    with pytest.raises(TypeError):
        newscli.read(5)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Article.from_text(b"x")  # type: ignore[arg-type]
