"""A long article with many oddities, which is not part of the project: everything must work on it."""

import json
import re
from typing import Any

import pytest

from tests.conftest import ROOT, SEED, invoke, run_newscli

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the shared folder is missing")


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(run_newscli("show", "--json", str(SEED)).out)
    return data


def test_the_day_of_publication_is_read_from_the_leading_line(report: dict[str, Any]) -> None:
    metadata = report["metadata"]
    assert metadata["title"] is None
    assert metadata["published"] == "2017-12-11"
    assert metadata["evidence"]["published"] == {"from": "leading line", "span": [1, 16]}


def test_the_headings_make_three_sections(report: dict[str, Any]) -> None:
    titles = [section["title"] for section in report["outline"]]
    assert titles == [None, "Putin-Assad Meeting", "Russian Operation in Syria"]


def test_quotes_have_their_speakers_and_limits(report: dict[str, Any]) -> None:
    quotes = report["quotes"]
    direct = [(quote["speaker"]["mention"], quote) for quote in quotes if quote["kind"] == "direct"]
    (assad,) = [quote for mention, quote in direct if mention == "Assad"]
    assert assad["speaker"]["name"] == "Bashar Assad"
    assert assad["text"].startswith('"The achievements that')
    assert assad["text"].endswith('neighboring countries,"')
    # Five sentences.
    assert len(re.findall(r'[.](?=\s)|,"$', assad["text"])) == 5
    assert [quote["text"][:14] for mention, quote in direct if mention == "Putin"] == ['"I instruct th']
    by_title = [quote for quote in quotes if (quote["speaker"] or {}).get("mention") == "the Russian president"]
    assert [(quote["text"][:8], quote["text"][-14:]) for quote in by_title] == [('"Indeed,', ' whole world,"')]
    assert {quote["kind"] for quote in quotes} == {"direct", "mixed", "indirect"}
    for quote in quotes:
        assert quote["text"] == " ".join(report["text"][start:end] for start, end in quote["spans"])


def test_a_cyrillic_letter_in_a_latin_word_is_a_warning(report: dict[str, Any]) -> None:
    (warning,) = [warning for warning in report["warnings"] if warning["code"] == "mixed-script"]
    assert report["text"][slice(*warning["spans"][0])] == "Сommenting"


def test_standard_input_gives_the_same(report: dict[str, Any]) -> None:
    piped = json.loads(invoke("show", "--json", stdin=SEED.read_bytes()).out)
    assert {**piped, "source": 0} == {**report, "source": 0}


def test_no_name_of_the_seed_stands_in_the_package() -> None:
    names = set(re.findall(r"\b[A-Z][a-z]{4,}\b", SEED.read_text("utf-8")))
    common = set("Among Defense General Staff President Minister Republic River State Mentioning Indeed".split())
    common |= set("Meeting Operation Commenting".split())
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "newscli").rglob("*.py"))
    assert {"Assad", "Putin", "Syria"} <= names - common
    assert {name for name in names - common if re.search(rf"\b{name}\b", code)} == set()
