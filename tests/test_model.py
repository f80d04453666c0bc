"""The data: reports as dicts and back, articles from strings."""

import json

import jsonschema
import pytest

import newscli
from newscli.analysis.voices import is_unclear
from newscli.model import Date, Entity, Generator, Quote, Report, Source
from newscli.rendering.json import to_json
from newscli.rendering.schema import build_schema
from newscli.rendering.views import load_view
from tests.conftest import SAMPLES, read_samples


def test_a_report_survives_the_round_trip_through_json() -> None:
    filled: set[str] = set()
    for article in read_samples():
        report = newscli.inspect(article)
        data = json.loads(json.dumps(report.to_dict()))
        assert Report.from_dict(data) == report
        filled |= {key for key, value in data.items() if value}
    assert filled == {
        "schema", "generator", "source", "text", "body", "metadata", "blocks", "outline", "quotes", "omitted",
        "entities", "voices", "dates", "warnings",
    }  # fmt: skip


def test_a_report_is_what_show_prints() -> None:
    report = newscli.inspect(newscli.read(SAMPLES / "headline.txt"))
    printed = json.loads(to_json(report, load_view("show").keys, indent=False))
    assert printed == json.loads(json.dumps(report.to_dict()))
    jsonschema.Draft202012Validator(build_schema()).validate(report.to_dict())


def test_what_any_command_prints_is_a_report() -> None:
    report = newscli.inspect(newscli.read(SAMPLES / "headline.txt"))
    printed = json.loads(to_json(report, load_view("quotes").keys, indent=False))
    again = Report.from_dict(printed)
    assert (again.quotes, again.entities) == (report.quotes, report.entities)
    assert again.outline == ()


EMPTY = Report("newscli/1", None, Generator("0", "0", "0"), Source("a.txt")).to_dict()


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"schema": "newscli/2"},
        {"schema": "newscli/1"},
        {"schema": "newscli/1", "error": 3},
        {**EMPTY, "text": 5},
        {**EMPTY, "quotes": ""},
        {**EMPTY, "outline": {}},
        {**EMPTY, "metadata": []},
        {**EMPTY, "body": "ab"},
    ],
)
def test_anything_but_a_report_raises_a_value_error(data: object) -> None:
    with pytest.raises(ValueError, match="not a report of contract newscli/1"):
        Report.from_dict(data)  # type: ignore[arg-type]


def test_an_article_can_be_made_from_a_string() -> None:
    text = "Ferry runs all night\n\nBy Ann Lee\n\nIt was late, “very late,” said Bob Ray.\n"
    article = newscli.Article.from_text(text, path="desk")
    by_bytes = newscli.read(text.encode(), name="desk")
    assert (article.text, article.blocks, article.fields) == (by_bytes.text, by_bytes.blocks, by_bytes.fields)
    assert newscli.inspect(article).metadata.authors == ("Ann Lee",)
    with pytest.raises(newscli.NewscliError, match="has no text"):
        newscli.Article.from_text(" \n")


def test_voices_add_up_and_every_date_has_its_sentence() -> None:
    quotes: list[Quote] = []
    dates: list[Date] = []
    for article in read_samples():
        report = newscli.inspect(article)
        speaking = [quote for quote in report.quotes if quote.speaker and not is_unclear(quote.speaker)]
        assert sum(voice.quotes for voice in report.voices) == len(speaking)
        assert sum(voice.share for voice in report.voices) <= 1.001
        assert [voice.words for voice in report.voices] == sorted((v.words for v in report.voices), reverse=True)
        entities: dict[str, Entity] = {entity.id: entity for entity in report.entities}
        for voice in report.voices:
            assert voice.entity is None or entities[voice.entity].name == voice.name
        for date in report.dates:
            assert date.sentence is not None
            assert date.sentence.start <= date.span.start
            assert date.span.end <= date.sentence.end
        quotes += report.quotes
        dates += report.dates
    assert len(quotes) > 100
    assert len(dates) > 50
