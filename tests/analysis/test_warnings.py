"""Warnings: one of a kind, with its lines, and none that newscli's own cuts cause."""

import newscli
from newscli.analysis.warnings import group_warnings
from newscli.model import Span, Warning

TEXT = "".join(f"line {number}\n" for number in range(1, 20))


def make_warning(message: str, *lines: int, code: str = "unbalanced-quotes") -> Warning:
    starts = [TEXT.index(f"line {line}\n") for line in lines]
    return Warning(code, message, tuple(Span(start, start + 4) for start in starts))


def test_warnings_of_a_kind_are_one_with_their_lines() -> None:
    warnings = group_warnings(TEXT, [make_warning("unmatched “", 3), make_warning("unmatched “", 7)])
    assert [(warning.message, warning.line) for warning in warnings] == [("unmatched “, lines 3, 7", 3)]
    assert [TEXT[slice(*span)] for span in warnings[0].spans] == ["line", "line"]


def test_different_messages_of_a_kind_follow_one_another() -> None:
    warnings = group_warnings(TEXT, [make_warning(f"unmatched {mark}", n) for n, mark in enumerate("“”«»„", 1)])
    assert [warning.message for warning in warnings] == [
        "unmatched “, line 1; unmatched ”, line 2; unmatched «, line 3; and 2 more"
    ]


def test_many_lines_are_cut_short() -> None:
    (warning,) = group_warnings(TEXT, [make_warning("unmatched “", *range(1, 9))])
    assert warning.message == "unmatched “, lines 1, 2, 3, 4, 5 and 3 more"
    assert len(warning.spans) == 8


def test_kinds_stay_apart_and_so_do_warnings_without_a_place() -> None:
    warnings = group_warnings(
        TEXT, [make_warning("a", 2), make_warning("b", code="x"), make_warning("c", code="x"), make_warning("d", 1)]
    )
    assert [(warning.code, warning.message, warning.line) for warning in warnings] == [
        ("unbalanced-quotes", "a, line 2; d, line 1", 1),
        ("x", "b", None),
        ("x", "c", None),
    ]


def test_a_mark_without_partner_is_named_with_its_line() -> None:
    article = newscli.read("The board met on Monday.\n\nIt left “early, she said.\n".encode(), name="a.txt")
    (warning,) = newscli.inspect(article, use_model=False, dates=False).warnings
    assert (warning.code, warning.message, warning.line) == ("unbalanced-quotes", "unmatched “, line 3", 3)


def test_no_warning_about_a_mark_beside_what_newscli_left_out() -> None:
    text = "# Title\n\nThe board met on Monday, and “left early\n\n![photo](a.jpg)\n\n<!-- cut -->\n\nin the dark.”\n"
    codes = {warning.code for warning in newscli.inspect(newscli.read(text.encode(), name="a.md")).warnings}
    assert "unbalanced-quotes" not in codes
