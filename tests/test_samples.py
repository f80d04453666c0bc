"""Every sample gives the reports in tests/cases/samples; the files there are read before they are committed.

What kind of thing a name names is a guess until a trained reader comes: those types are pinned, not praised.
"""

import json
from pathlib import Path

import pytest

from newscli.formats.registry import FORMATS
from tests.conftest import CASES, SAMPLES, newscli
from tests.renew_cases import expected

NAMES = sorted(path.name for path in SAMPLES.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_sample(name: str) -> None:
    assert expected(SAMPLES / name) == json.loads((CASES / "samples" / f"{name}.json").read_text("utf-8"))


def test_every_case_has_its_sample() -> None:
    assert sorted(path.stem for path in (CASES / "samples").iterdir()) == NAMES


def test_every_format_has_its_sample() -> None:
    found = {report["source"]["format"] for name in NAMES for report in expected(SAMPLES / name)}
    # An archive's articles have formats of their own.
    assert found == FORMATS.keys() - {"zip", "warc"}
    assert {"articles.zip", "page.warc.gz"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_samples_are_articles_of_300_words_with_quotes(name: str) -> None:
    for report in expected(SAMPLES / name):
        assert report["metadata"]["words"] >= 300
        assert len(report["quotes"]) >= 4


def test_alone_or_among_others_in_any_order_a_report_is_the_same() -> None:
    paths = [f"samples/{name}" for name in NAMES]
    forward = newscli("show", "--json", *paths).out.splitlines()
    backward = newscli("show", "--json", *reversed(paths)).out.splitlines()
    alone = [line for path in paths[:3] for line in newscli("show", "--json", path).out.splitlines()]
    assert len(forward) > len(paths)
    assert sorted(forward) == sorted(backward)
    assert forward[: len(alone)] == alone


def test_standard_input_gives_the_same_but_for_its_name() -> None:
    path = SAMPLES / "headline.txt"
    piped = json.loads(newscli("show", "--json", stdin=path.read_bytes()).out)
    named = json.loads(
        newscli("show", "--json", "-", "--stdin-name", "samples/headline.txt", stdin=path.read_bytes()).out
    )
    direct = json.loads(newscli("show", "--json", "samples/headline.txt").out)
    assert piped["source"].pop("path") == "-"
    assert named == direct
    direct["source"].pop("path")
    assert piped == direct


def test_markdown_is_known_on_standard_input() -> None:
    data = Path(SAMPLES / "front-matter.md").read_bytes()
    assert json.loads(newscli("meta", "--json", stdin=data).out)["source"]["format"] == "markdown"
