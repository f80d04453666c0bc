"""The time to read grows in step with a field or a line, whatever is repeated in it, in every format."""

import json
from collections.abc import Callable
from contextlib import suppress
from functools import partial

import pytest

import newscli
from newscli.errors import NewscliError
from tests.growth import FACTOR, assert_grows_linearly, measure_cpu_seconds
from tests.pumps import COMMON, list_patterns, list_pumps

STORY = "The ferry was late, she said. It rained on Monday in Skerry, said Ann Lee."
PAGE = f"<p>{STORY}</p><p>{STORY}</p></body></html>"
# Linear time takes a few milliseconds for so many characters, and the square of the small number is noticed.
SIZE = 12_000
# A text that takes less is linear enough, and too short to be measured.
NOTICEABLE_SECONDS = 0.08


def write_json(**fields: str) -> str:
    return json.dumps({"headline": "Ferry", "articleBody": STORY, **fields})


def write_page(head: str = "", top: str = "", middle: str = "") -> str:
    return f"<html><head><title>Ferry</title>{head}</head><body><h1>Ferry</h1>{top}<p>{STORY}</p>{middle}{PAGE}"


def write_email(body: str, sender: str = "Ann", subject: str = "Ferry") -> str:
    sender, subject = (value.replace("\n", "\n ") for value in (sender, subject))
    return f"From: {sender} <a@b.example>\nTo: c@d.example\nSubject: {subject}\n\n{body}\n"


def write_xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def write_nitf(x: str) -> str:
    x = write_xml(x)
    return (
        f"<nitf><head><title>{x}</title></head><body><body.head><hedline><hl1>{x}</hl1></hedline>"
        f"<byline>By {x}</byline><dateline>{x}</dateline></body.head>"
        f"<body.content><p>{STORY}</p></body.content></body></nitf>"
    )


# For each place: the name of a file, and a function that writes it with a text in that place.
PLACES: dict[str, tuple[str, Callable[[str], str]]] = {
    "JSON": ("a.json", lambda x: write_json(headline=x, author=x, publisher=x, articleSection=x)),
    "JSON, day": ("a.json", lambda x: write_json(datePublished=f"1{x}")),
    "page, title": ("a.html", lambda x: f"<html><title>A{x}</title><body><h1>A{x}b</h1>{PAGE}"),
    "page, byline": ("a.html", lambda x: write_page(top=f"<p class=byline>By A{x}</p><p class=author>A{x}</p>")),
    "page, day": ("a.html", lambda x: write_page(top=f"<p class=date>1{x}</p><time>2{x}</time>")),
    "page, data": ("a.html", lambda x: write_page(head=f"<meta name=author content='{x.replace(chr(39), '')}'>")),
    "page, story": ("a.html", lambda x: write_page(middle=f"<p>A{x}b</p>")),
    "email, subject": ("a.eml", lambda x: write_email(STORY, subject=f"A{x}")),
    "email, sender": ("a.eml", lambda x: write_email(STORY, sender=f"A{x}")),
    "email, body": ("a.eml", lambda x: write_email(f"{STORY}\n\nA{x}b\n\n{STORY}")),
    "email, forwarded": (
        "a.eml",
        lambda x: write_email(
            f"---------- Forwarded message ---------\nFrom: A{x} <a@b.example>\nSubject: A{x}\n\n{STORY}",
            subject="Fwd: A",
        ),
    ),
    "feed": (
        "a.xml",
        lambda x: (
            f"<rss version='2.0'><channel><title>{write_xml(x)}</title><item><title>A{write_xml(x)}</title>"
            f"<author>A{write_xml(x)}</author><description>{STORY}</description></item></channel></rss>"
        ),
    ),
    "Markdown, front matter": (
        "a.md",
        lambda x: f"---\ntitle: {json.dumps(x)}\nauthor: {json.dumps(x)}\ndate: {json.dumps(x)}\n---\n\n{STORY}\n",
    ),
    "text, header": ("a.txt", lambda x: f"Title: A{x}b\nAuthor: A{x}b\nDate: 1{x}\n\n{STORY}\n\n{STORY}\n"),
    "text, title": ("a.txt", lambda x: f"A{x}b\n\n{STORY}\n\n{STORY}\n"),
    "text, byline": ("a.txt", lambda x: f"Ferry runs late\n\nBy A{x}b\n\n{STORY}\n\n{STORY}\n"),
    "text, dateline": ("a.txt", lambda x: f"Ferry runs late\n\nSKERRY{x}(AP) - {STORY}\n\n{STORY}\n"),
    "text, end": ("a.txt", lambda x: f"Ferry runs late\n\n{STORY}\n\n{STORY}\n\nA{x}b\n"),
    "text, quote": ("a.txt", lambda x: f'Ferry\n\n"It A{x}b," she said.\n\n“A{x}b,” he A{x}said.\n\n{STORY}'),
    "Factiva": (
        "a.txt",
        lambda x: f"HD    A{x}b\nBY    A{x}b\nWC    9 words\nPD    2 May 2031\n\nLP\n{STORY}\n\nTD\n{STORY}\n",
    ),
    "LexisNexis": (
        "a.txt",
        lambda x: (
            f"1 of 9 DOCUMENTS\n\nA{x}b\n\nMay 2, 2031\n\nA{x}b\n\nBYLINE: A{x}b\n\nDATELINE: A{x}b\n\n{STORY}\n\n"
        ),
    ),
    "ProQuest": ("a.txt", lambda x: f"{'_' * 60}\n\nTitle: A{x}b\n\nAuthor: A{x}b\n\nFull text: {STORY}\n\n"),
    "NITF": ("a.nitf", write_nitf),
    "CSV": ("a.csv", lambda x: 'title,author,date,text\n"{0}","{0}","{0}","{1}"\n'.format(x.replace('"', ""), STORY)),
}


def read(place: str, pump: str, size: int) -> None:
    """Read and inspect an article, in this process and without the model."""
    name, write = PLACES[place]
    data = write(pump * (size // len(pump))).encode("utf-8", "replace")
    with suppress(NewscliError):
        for article in newscli.read_all(data, name=name, isolate=False):
            if isinstance(article, newscli.Article):
                newscli.inspect(article, use_model=False)


def check_growth(place: str, pumps: list[str]) -> None:
    for pump in pumps:
        make = partial(read, place, pump)
        # Longer ones count: a field that is too long for its format is read in another way.
        if measure_cpu_seconds(make, SIZE) > NOTICEABLE_SECONDS:
            assert_grows_linearly(make, FACTOR * SIZE)


@pytest.mark.parametrize("place", PLACES)
def test_the_time_grows_with_what_is_repeated_in_a_field(place: str) -> None:
    read(place, "a", 10)
    check_growth(place, list(COMMON))


@pytest.mark.parametrize("part", range(8))
def test_the_time_grows_with_what_any_pattern_matches(part: int) -> None:
    patterns = [pattern for _, pattern in list_patterns()]
    assert len(patterns) > 300
    pumps = sorted({pump for pattern in patterns for pump in list_pumps(pattern)})
    check_growth("text, end", [f"{pump} " for pump in pumps[part::8]])


def test_a_pattern_that_tries_again_and_again_would_be_noticed() -> None:
    import re

    pattern = re.compile(r"\s*x$")
    assert " " in list_pumps(pattern)
    with pytest.raises(AssertionError, match="times as long"):
        assert_grows_linearly(lambda size: pattern.search(" " * size), 8000)
