"""The article that newscli's user gave. Everything must work on it; nothing is fitted to it."""

import json
import re
from typing import Any

import pytest

from tests.conftest import ROOT, SEED, run_newscli

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="skipped: no shared folder")


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run_newscli("show", "--json", str(SEED)).out)
    return found


def test_metadata(report: dict[str, Any]) -> None:
    stated = report["metadata"]
    assert stated["title"] is None
    assert stated["published"] == "2017-12-11"
    assert stated["evidence"]["published"] == {"from": "leading line", "span": [1, 16]}


def test_outline(report: dict[str, Any]) -> None:
    assert [one["title"] for one in report["outline"]] == [None, "Putin-Assad Meeting", "Russian Operation in Syria"]


def test_quotes(report: dict[str, Any]) -> None:
    said = [(one["speaker"]["mention"], one) for one in report["quotes"] if one["kind"] == "direct"]
    (assad,) = [one for mention, one in said if mention == "Assad"]
    assert assad["speaker"]["name"] == "Bashar Assad"
    assert assad["text"].startswith('"The achievements that')
    assert assad["text"].endswith('neighboring countries,"')
    assert len(re.findall(r'[.](?=\s)|,"$', assad["text"])) == 5
    assert [one["text"][:14] for mention, one in said if mention == "Putin"] == ['"I instruct th']
    by_title = [one for one in report["quotes"] if (one["speaker"] or {}).get("mention") == "the Russian president"]
    assert [(one["text"][:8], one["text"][-14:]) for one in by_title] == [('"Indeed,', ' whole world,"')]
    kinds = {one["kind"] for one in report["quotes"]}
    assert kinds == {"direct", "mixed", "indirect"}
    for quote in report["quotes"]:
        assert quote["text"] == " ".join(report["text"][s:e] for s, e in quote["spans"])


def test_warnings(report: dict[str, Any]) -> None:
    (warning,) = report["warnings"]
    assert warning["code"] == "mixed-script"
    assert report["text"][slice(*warning["spans"][0])] == "Сommenting"


def test_the_same_through_standard_input(report: dict[str, Any]) -> None:
    piped = json.loads(run_newscli("show", "--json", stdin=SEED.read_bytes()).out)
    assert {**piped, "source": 0} == {**report, "source": 0}


def test_no_string_of_the_seed_stands_in_the_package() -> None:
    words = set(re.findall(r"\b[A-Z][a-z]{4,}\b", SEED.read_text("utf-8")))
    common = set("Among Defense General Staff President Minister Republic River State Mentioning Indeed".split())
    common |= set("Meeting Operation Commenting".split())
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "newscli").rglob("*.py"))
    # Docstrings of the contract use the user's own example of a name, "Vladimir Putin".
    code = code.replace("Vladimir Putin", "").replace("--speaker putin", "")
    assert not {word for word in words - common if re.search(rf"\b{word}\b", code)}
