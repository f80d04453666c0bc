"""JSON and NDJSON: each known shape, several articles in one file, and broken records."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newscli
from newscli.errors import EmptyError, FailedArticle, LimitError, NewscliError, UnreadableError
from newscli.model import Article
from newscli.options import ReadOptions
from newscli.pipeline import read as read_with
from newscli.pipeline import read_all
from tests.conftest import CASES, SAMPLES, check_spans, invoke, make_zip

RECORDS = json.loads((CASES / "records.json").read_text("utf-8"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["text", "title", "author", "name", "metadata", "bodies", "value", "body_html", "schema", "body", "date"]
    ), inner, max_size=5),
    max_leaves=15,
)  # fmt: skip


@pytest.mark.parametrize("case", RECORDS, ids=[case["name"] for case in RECORDS])
def test_each_known_shape_is_read(case: dict[str, Any]) -> None:
    article = newscli.read(json.dumps(case["record"]).encode(), name="a.json")
    metadata = newscli.inspect(article, use_model=False, dates=False).metadata
    assert article.source.format == "json"
    assert article.text == case["text"]
    for key, value in case.items():
        if key not in ("name", "record", "text"):
            actual = getattr(metadata, key)
            assert (list(actual) if key == "authors" else actual) == value


def test_a_report_of_newscli_reads_like_its_article() -> None:
    report = invoke("show", "--json", str(SAMPLES / "headline.txt")).out
    article = newscli.read(report.encode(), name="report.json")
    before = json.loads(report)
    after = newscli.inspect(article, use_model=False, dates=False).metadata
    assert (after.title, after.published) == (before["metadata"]["title"], before["metadata"]["published"])
    assert article.text[slice(*article.body)].split() == before["text"][slice(*before["body"])].split()


def test_a_bad_line_does_not_stop_the_others() -> None:
    lines = [json.dumps({"title": f"T{k}", "text": f"It was {k}, she said."}) for k in range(3)]
    data = "\n".join([lines[0], '{"title": "no text"}', "{broken", lines[1], "[1, 2]", lines[2]])
    outcome = invoke("meta", "--json", "--stdin-name", "x.ndjson", stdin=data.encode())
    rows = [json.loads(line) for line in outcome.out.splitlines()]
    assert outcome.code == 1
    assert [row["source"]["path"] for row in rows] == [f"x.ndjson#{k}" for k in range(1, 8)]
    assert [row["metadata"]["title"] for row in rows if row["error"] is None] == ["T0", "T1", "T2"]
    assert [row["error"] and row["error"]["code"] for row in rows] == [
        None, "empty", "unreadable", None, "unreadable", "unreadable", None,
    ]  # fmt: skip
    assert "--map text=KEY" in outcome.err
    assert len(outcome.err.splitlines()) == 4


def test_each_member_of_a_list_is_an_article() -> None:
    data = json.dumps([case["record"] for case in RECORDS], indent=2).encode()
    articles = list(newscli.read_all(data, name="all.json"))
    assert [article.source.path for article in articles if isinstance(article, Article)] == [
        f"all.json#{k}" for k in range(1, 8)
    ]
    with pytest.raises(UnreadableError, match="read_all"):
        newscli.read(data, name="all.json")


def test_the_mapping_option_names_the_keys() -> None:
    data = json.dumps({"story": "It was late, she said.", "head": "Ferry", "when": "2031-04-02"}).encode()
    with pytest.raises(EmptyError, match="story, head, when"):
        newscli.read(data, name="a.json")
    outcome = invoke("meta", "--json", "--map", "text=story,title=head,published=when", stdin=data)
    metadata = json.loads(outcome.out)["metadata"]
    assert (metadata["title"], metadata["published"], metadata["words"]) == ("Ferry", "2031-04-02", 5)
    assert metadata["evidence"]["title"]["from"] == "JSON head"
    assert invoke("meta", "--map", "text", stdin=data).code == 2
    assert invoke("meta", "--map", "words=story", stdin=data).code == 2


def test_text_that_begins_with_a_bracket_is_not_json() -> None:
    for text in ("[Editor's note: this was late.]\n\nIt was late.\n", "{ it was late }\n"):
        assert newscli.read(text.encode(), name="-").source.format == "text"


def test_markup_under_a_text_key_is_read_as_markup() -> None:
    record = {"title": "Ferry", "content": "<p class='lead'>It was late, she said.</p><h2>Costs</h2><p>It rained.</p>"}
    article = newscli.read(json.dumps(record).encode(), name="a.json")
    assert article.text == "It was late, she said.\n\nCosts\n\nIt rained.\n"
    plain = json.dumps({"title": "Ferry", "content": "<She> was late, and 2 < 3."}).encode()
    assert newscli.read(plain, name="a.json").text == "<She> was late, and 2 < 3."


def test_nesting_is_limited() -> None:
    deep = ('{"text": "It was late.", "x": ' + "[" * 150 + "]" * 150 + "}").encode()
    with pytest.raises(LimitError, match="--max-nesting"):
        newscli.read(deep, name="a.json")
    endless = b'{"text": "It was late.", "x": ' + b"[" * 100_000
    with pytest.raises(UnreadableError):
        newscli.read(endless, name="a.json")


def test_control_characters_are_kept_and_shown_escaped() -> None:
    data = b'{"title": "a\\u001b[31m", "text": "It was \\u001b[31m late, she \\u202e said."}'
    article = read_with(data, name="a.json", options=ReadOptions())
    assert "\x1b[31m" in article.text
    assert "\x1b" not in invoke("show", "--input-format", "json", stdin=data, terminal=True, TERM="dumb").out


@given(VALUES)
def test_any_json_is_articles_or_errors(value: Any) -> None:
    try:
        results = list(read_all(json.dumps(value).encode(), name="a.json"))
    except NewscliError:
        return
    for result in results:
        if isinstance(result, FailedArticle):
            assert result.path.startswith("a.json#")
        else:
            check_spans(newscli.inspect(result, use_model=False))


@given(st.binary(max_size=80))
def test_any_bytes_named_json_are_articles_or_errors(data: bytes) -> None:
    try:
        results = list(read_all(data, name="a.ndjson"))
    except NewscliError:
        return
    assert all(result.error.message if isinstance(result, FailedArticle) else result.text for result in results)


def test_halves_of_surrogate_pairs_and_nuls_are_replaced_with_a_warning() -> None:
    data = rb'{"title": "Ferry\ud800", "text": "It was\u0000 late\udfff, and \ud83d\ude00 it rained."}'
    article = newscli.read(data, name="a.json")
    assert article.text == "It was\ufffd late\ufffd, and \U0001f600 it rained."
    assert [(field.key, field.value) for field in article.fields] == [("title", "Ferry\ufffd")]
    assert [problem.code for problem in article.problems] == ["undecodable"]


@pytest.mark.parametrize("broken", ["{broken\n", "[1]\n"])
def test_what_is_no_json_is_given_up_after_a_hundred_records(broken: str, tmp_path: Path) -> None:
    good = '{"text": "It was late, she said."}\n'
    endless = (good + broken * 99 + good + broken * 1000).encode()
    for name in ("a.json", "a.ndjson", "a.ndjson.gz"):
        path = tmp_path / name
        path.write_bytes(gzip.compress(endless) if name.endswith(".gz") else endless)
        reports = list(newscli.inspect_all([path], use_model=False))
        assert [report.error is None for report in reports].count(True) == 2
        assert len(reports) == 1 + 99 + 1 + 100 + 1
        assert reports[-1].error is not None
        assert reports[-1].error.message == "has 100 broken records one after another; the rest was not read"


def test_in_an_archive_the_other_files_are_read() -> None:
    data = make_zip({"a.json": b"{broken\n" * 1000, "b.txt": b"It was late, she said."})
    *failures, article = newscli.read_all(data, name="a.zip")
    assert len(failures) == 101
    assert isinstance(article, newscli.Article)
