"""Which languages newscli reads."""

import pytest

from newscli.lang import is_supported
from tests.conftest import ROOT


@pytest.mark.parametrize(("code", "expected"), [("en", True), (None, True), ("de", False), ("", False)])
def test_english_and_texts_too_short_to_tell_are_read(code: str | None, expected: bool) -> None:
    assert is_supported(code) is expected


def test_nothing_else_decides_which_languages_are_read() -> None:
    for path in (ROOT / "newscli").rglob("*.py"):
        assert 'None, "en"' not in path.read_text("utf-8"), path
