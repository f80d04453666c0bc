"""How far a run is: what the line says, and when it is written."""

import io

import pytest

from newscli.rendering import index_progress
from newscli.rendering.index_progress import ProgressLine, write_duration, write_state


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.2, "1 s"), (42, "42 s"), (150, "2 min"), (7_380, "2 h 3 min"), (90_000, "1 d 1 h")],
)
def test_durations_have_their_two_largest_units(seconds: float, text: str) -> None:
    assert write_duration(seconds) == text


def test_the_line_says_what_is_done_how_fast_and_how_long_the_rest_takes() -> None:
    line = write_state(articles=12_480, failed=37, known=1_204, seconds=1_040, share=0.5)
    assert line == "12,480 articles · 12.0 a second · 17 min left · 37 failed · 1,204 files there already"
    assert write_state(0, 0, 0, 0.1, 0) == "0 articles"
    assert write_state(1, 0, 0, 5, 1.0) == "1 article · 0.2 a second"


def test_off_a_terminal_there_is_a_line_a_minute_and_no_escape(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_progress, "_SECONDS_ELSEWHERE", 0.01)
    stream = io.StringIO()
    with ProgressLine(stream, lambda: "3 articles", terminal=False) as line:
        while "3 articles" not in stream.getvalue():
            pass
        line.say("finishing")
    assert stream.getvalue().startswith("newscli: 3 articles\n")
    assert "finishing\n" in stream.getvalue()
    assert "\x1b" not in stream.getvalue()


def test_a_closed_stream_stops_nothing() -> None:
    stream = io.StringIO()
    stream.close()
    with ProgressLine(stream, lambda: "", terminal=True) as line:
        line.say("finishing")
