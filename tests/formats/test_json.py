"""JSON and NDJSON: each known shape, many articles in one file, and what is broken."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newscli
from newscli.errors import EmptyError, LimitError, NewscliError, UnreadableError
from newscli.model import Article
from newscli.pipeline import Unread, Wanted, read_all
from newscli.pipeline import read as read_with
from tests.conftest import CASES, SAMPLES, check_spans, invoke

RECORDS = json.loads((CASES / "records.json").read_text("utf-8"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["text", "title", "author", "name", "metadata", "bodies", "value", "body_html", "schema", "body", "date"]
    ), inner, max_size=5),
    max_leaves=15,
)  # fmt: skip


@pytest.mark.parametrize("case", RECORDS, ids=[case["name"] for case in RECORDS])
def test_shapes(case: dict[str, Any]) -> None:
    article = newscli.read(json.dumps(case["record"]).encode(), name="a.json")
    stated = newscli.inspect(article, reader=False, dates=False).metadata
    assert article.source.format == "json"
    assert article.text == case["text"]
    for key, value in case.items():
        if key not in ("name", "record", "text"):
            found = getattr(stated, key)
            assert (list(found) if key == "authors" else found) == value


def test_newsclis_own_reports_are_articles_again() -> None:
    report = invoke("show", "--json", str(SAMPLES / "headline.txt")).out
    article = newscli.read(report.encode(), name="report.json")
    before = json.loads(report)
    after = newscli.inspect(article, reader=False, dates=False).metadata
    assert (after.title, after.published) == (before["metadata"]["title"], before["metadata"]["published"])
    assert article.text[slice(*article.body)].split() == before["text"][slice(*before["body"])].split()


def test_an_article_a_line_and_a_bad_one_stops_no_other() -> None:
    lines = [json.dumps({"title": f"T{k}", "text": f"It was {k}, she said."}) for k in range(3)]
    data = "\n".join([lines[0], '{"title": "no text"}', "{broken", lines[1], "[1, 2]", lines[2]])
    done = invoke("meta", "--json", "--stdin-name", "x.ndjson", stdin=data.encode())
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == 1
    assert [row["source"]["path"] for row in rows] == [f"x.ndjson#{k}" for k in range(1, 8)]
    assert [row["metadata"]["title"] for row in rows if row["error"] is None] == ["T0", "T1", "T2"]
    assert [row["error"] and row["error"]["code"] for row in rows] == [
        None, "empty", "unreadable", None, "unreadable", "unreadable", None,
    ]  # fmt: skip
    assert "--map text=KEY" in done.err
    assert len(done.err.splitlines()) == 4


def test_a_list_is_its_members() -> None:
    data = json.dumps([case["record"] for case in RECORDS], indent=2).encode()
    found = list(newscli.read_all(data, name="all.json"))
    assert [one.source.path for one in found if isinstance(one, Article)] == [f"all.json#{k}" for k in range(1, 8)]
    with pytest.raises(UnreadableError, match="read_all"):
        newscli.read(data, name="all.json")


def test_keys_that_are_told() -> None:
    data = json.dumps({"story": "It was late, she said.", "head": "Ferry", "when": "2031-04-02"}).encode()
    with pytest.raises(EmptyError, match="story, head, when"):
        newscli.read(data, name="a.json")
    done = invoke("meta", "--json", "--map", "text=story,title=head,published=when", stdin=data)
    stated = json.loads(done.out)["metadata"]
    assert (stated["title"], stated["published"], stated["words"]) == ("Ferry", "2031-04-02", 5)
    assert stated["evidence"]["title"]["from"] == "JSON head"
    assert invoke("meta", "--map", "text", stdin=data).code == 2
    assert invoke("meta", "--map", "words=story", stdin=data).code == 2


def test_text_that_begins_with_a_bracket_is_text() -> None:
    for text in ("[Editor's note: this was late.]\n\nIt was late.\n", "{ it was late }\n"):
        assert newscli.read(text.encode(), name="-").source.format == "text"


def test_a_text_that_is_markup_is_read_as_markup() -> None:
    record = {"title": "Ferry", "content": "<p class='lead'>It was late, she said.</p><h2>Costs</h2><p>It rained.</p>"}
    article = newscli.read(json.dumps(record).encode(), name="a.json")
    assert article.text == "It was late, she said.\n\nCosts\n\nIt rained.\n"
    plain = json.dumps({"title": "Ferry", "content": "<She> was late, and 2 < 3."}).encode()
    assert newscli.read(plain, name="a.json").text == "<She> was late, and 2 < 3."


def test_limits() -> None:
    deep = ('{"text": "It was late.", "x": ' + "[" * 150 + "]" * 150 + "}").encode()
    with pytest.raises(LimitError, match="--max-nesting"):
        newscli.read(deep, name="a.json")
    endless = b'{"text": "It was late.", "x": ' + b"[" * 100_000
    with pytest.raises(UnreadableError):
        newscli.read(endless, name="a.json")


def test_escapes_come_through_as_they_are_and_leave_escaped() -> None:
    data = b'{"title": "a\\u001b[31m", "text": "It was \\u001b[31m late, she \\u202e said."}'
    article = read_with(data, "a.json", Wanted())
    assert "\x1b[31m" in article.text
    assert "\x1b" not in invoke("show", "--input-format", "json", stdin=data, terminal=True, NO_COLOR="1").out


@given(VALUES)
def test_any_json_is_articles_or_errors(value: Any) -> None:
    try:
        found = list(read_all(json.dumps(value).encode(), "a.json"))
    except NewscliError:
        return
    for one in found:
        if isinstance(one, Unread):
            assert one.path.startswith("a.json#")
        else:
            check_spans(newscli.inspect(one, reader=False))


@given(st.binary(max_size=80))
def test_any_bytes_that_are_called_json(data: bytes) -> None:
    try:
        found = list(read_all(data, "a.ndjson"))
    except NewscliError:
        return
    assert all(one.error.message if isinstance(one, Unread) else one.text for one in found)
