"""The timeline: the days that an article names, with their sentences."""

import newscli
from newscli.analysis.timeline import find_events, list_days, sort_events

TEXT = (
    "Date: 2017-12-11\n\n"
    "The talks began on Tuesday. They will resume on Jan. 6, 2018, at noon; in 2015 they had failed.\n\n"
    "It ended at 4:30 p.m. on Dec. 5, two days later. It began again on Tuesday.\n"
)


def test_events_are_days_months_and_years_with_the_rest_of_their_sentence() -> None:
    report = newscli.inspect(newscli.Article.from_text(TEXT), use_model=False)
    events = list(find_events(report))
    assert [(event.day, event.text) for event in events] == [
        ("2017-12-11", "published"),
        ("2017-12-05", "Tuesday"),
        ("2018-01-06", "Jan. 6, 2018"),
        ("2015", "2015"),
        ("2017-12-05", "Dec. 5"),
        ("2017-12-07", "two days later"),
        ("2017-12-05", "Tuesday"),
    ]
    assert (events[1].before, events[1].after) == ("The talks began on ", ".")
    assert [event.start for event in events] == sorted(event.start for event in events)


def test_events_are_sorted_by_day_and_days_are_listed_once() -> None:
    report = newscli.inspect(newscli.Article.from_text(TEXT), use_model=False)
    assert [event.day for event in sort_events(find_events(report))] == [
        "2015", "2017-12-05", "2017-12-05", "2017-12-05", "2017-12-07", "2017-12-11", "2018-01-06",
    ]  # fmt: skip
    assert list_days(report) == [
        ("2015", ["2015"]),
        ("2017-12-05", ["Tuesday", "Dec. 5"]),
        ("2017-12-07", ["two days later"]),
        ("2017-12-11", ["published"]),
        ("2018-01-06", ["Jan. 6, 2018"]),
    ]


def test_without_dates_there_is_only_the_articles_own_day() -> None:
    report = newscli.inspect(newscli.Article.from_text(TEXT), use_model=False, dates=False)
    assert [event.text for event in find_events(report)] == ["published"]
