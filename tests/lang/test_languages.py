"""Which languages newscli reads."""

import pytest

from newscli.lang import is_supported


@pytest.mark.parametrize(("code", "expected"), [("en", True), (None, True), ("de", False), ("", False)])
def test_english_and_texts_too_short_to_tell_are_read(code: str | None, expected: bool) -> None:
    assert is_supported(code) is expected
