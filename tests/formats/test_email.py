"""Newsletters: emails and mailboxes, as the standard library writes them."""

import json
import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newscli
from newscli.errors import EmptyError, FailedArticle, NewscliError
from newscli.pipeline import read_all
from tests.conftest import invoke
from tests.growth import assert_grows_linearly

BODY = "The ferry ran all night, Ann Lee said.\n\n“Nobody slept,” she added.\n"
HEAD = "From: a <a@b.example>\nTo: b\nSubject: Ferry\nMIME-Version: 1.0\nContent-Type: text/plain; charset="
HTML = "<html><body><h2>Ferry</h2><p>The ferry ran <b>all</b> night, Ann Lee said.</p></body></html>"


def build_email(
    subject: str = "Ferry runs – all night", text: str | None = BODY, html: str | None = None
) -> EmailMessage:
    message = EmailMessage()
    message["From"] = '"Åsa Lind, The Gull" <news@gull.example>'
    message["To"] = "you@example.org"
    message["Subject"] = subject
    message["Date"] = "Wed, 02 Apr 2031 10:00:00 +0100"
    message["List-Id"] = '"The Gull Daily" <daily.gull.example>'
    message["Message-ID"] = "<1@gull.example>"
    if text is not None:
        message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html") if text is not None else message.set_content(html, subtype="html")
    return message


def test_an_email_is_its_text_part_and_its_headers() -> None:
    article = newscli.read(build_email().as_bytes(), name="daily.eml")
    metadata = newscli.inspect(article, use_model=False, dates=False).metadata
    assert article.source.format == "email"
    assert article.text == BODY
    assert metadata.title == "Ferry runs – all night"
    assert metadata.authors == ("Åsa Lind",)
    assert metadata.published == "2031-04-02T10:00:00+01:00"
    assert metadata.publisher == "The Gull Daily"
    assert metadata.evidence["title"].origin == "Subject header"


def test_the_html_part_is_read_only_without_a_text_part() -> None:
    assert newscli.read(build_email(html=HTML).as_bytes(), name="a.eml").text == BODY
    article = newscli.read(build_email(text=None, html=HTML).as_bytes(), name="a.eml")
    assert article.text == "Ferry\n\nThe ferry ran all night, Ann Lee said.\n"
    assert [block.kind for block in article.blocks] == ["heading", "paragraph"]


def test_an_email_is_distinguished_from_an_article_with_header_lines() -> None:
    assert newscli.read(build_email().as_bytes(), name="-").source.format == "email"
    plain = b"Title: Ferry runs\nDate: 2 April 2031\nFrom: our correspondent\n\nIt was late, she said.\n"
    assert newscli.read(plain, name="a.txt").source.format == "text"
    story = b"From Oslo to Rome, the summer of 2031 was late.\n\nNobody slept, she said.\n"
    assert newscli.read(story, name="-").source.format == "text"


def test_escapes_in_encoded_words_are_shown_escaped() -> None:
    data = build_email().as_bytes().replace(b"Subject: ", b"Subject: =?utf-8?q?=1B=5B31mred_?= ")
    output = invoke("show", "--stdin-name", "a.eml", stdin=data, terminal=True, TERM="dumb").out
    assert "\x1b" not in output
    assert "red" in output


def test_a_mailbox_is_the_emails_in_it(tmp_path: Path) -> None:
    path = tmp_path / "daily.mbox"
    mailbox_file = mailbox.mbox(path)
    for k in range(3):
        mailbox_file.add(build_email(f"Letter {k}", f"From here on it was {k}, she said.\n\nFrom there, too.\n"))
    mailbox_file.add(build_email("Empty", " "))
    mailbox_file.close()
    outcome = invoke("meta", "--json", str(path))
    rows = [json.loads(line) for line in outcome.out.splitlines()]
    assert outcome.code == 1
    assert [row["source"]["path"] for row in rows] == [f"{path}#{k}" for k in range(1, 5)]
    assert [row["metadata"]["title"] for row in rows[:3]] == ["Letter 0", "Letter 1", "Letter 2"]
    assert rows[3]["error"]["code"] == "empty"
    assert "From here on" in next(read_all(path)).text  # type: ignore[union-attr]


def test_the_html_part_is_read_if_the_text_part_only_points_to_it() -> None:
    html = f"<body><h1>Ferry</h1>{'<p>The ferry ran all night, Ann Lee said, and nobody slept on it.</p>' * 4}</body>"
    message = build_email(text="View this letter in your browser: https://gull.example/1\n", html=html)
    assert newscli.read(message.as_bytes(), name="a.eml").text.startswith("Ferry\n\nThe ferry ran")
    assert newscli.read(build_email(html="<body><p>Hi</p></body>").as_bytes(), name="a.eml").text == BODY


def test_layout_tables_become_paragraphs_and_hidden_lines_are_left_out() -> None:
    table = "<table width=600><tr><td>"
    cells = "<table><tr><td>fare</td><td>12</td></tr><tr><td><img src=x></td><td>One cell of words.</td></tr></table>"
    html = (
        "<body><div style='color: red; display: none'>Open this letter!</div><span hidden>No.</span>"
        f"{table}{table}<h1>Ferry runs – all night</h1><p>By Ann Lee</p><p>“Nobody slept,” Ann Lee said.</p>"
        f"<ol><li>four sheep</li><li>a piano</li></ol>{cells}</td></tr></table></td></tr></table></body>"
    )
    article = newscli.read(build_email(text=None, html=html).as_bytes(), name="a.eml")
    items = "1. four sheep\n2. a piano\n\nfare\t12\n\nOne cell of words.\n"
    assert article.text == f"“Nobody slept,” Ann Lee said.\n\n{items}"
    assert newscli.inspect(article, use_model=False).metadata.authors == ("Ann Lee", "Åsa Lind")


@pytest.mark.parametrize(("label", "codec"), [("iso-8859-1", "cp1252"), ("us-ascii", "cp1252"), ("gb2312", "gb18030")])
def test_encoding_labels_mean_what_they_mean_in_browsers(label: str, codec: str) -> None:
    text = "“Nobody slept,” Ann Lee said – twice." if codec == "cp1252" else "“没有人睡觉”,她说。镕"
    data = f"{HEAD}{label}\nContent-Transfer-Encoding: 8bit\n\n".encode() + text.encode(codec) + b"\n"
    assert newscli.read(data, name="a.eml").text == f"{text}\n"


@pytest.mark.parametrize("label", ["no-such", "hex", "idna", "utf-8\x1b", "rot13", "unicode_escape"])
def test_unknown_encoding_labels_are_ignored(label: str) -> None:
    article = newscli.read(f"{HEAD}{label}\n\nIt was late, she said.\n".encode(), name="a.eml")
    assert article.text == "It was late, she said.\n"


def test_an_endless_header_costs_no_more_than_its_start() -> None:
    def read(count: int) -> newscli.Article:
        data = build_email().as_bytes().replace(b"Subject: ", b"Subject: Ferry " + b"=?utf-8?q?a?= " * count)
        return newscli.read(data, name="a.eml")

    title = next(field.value for field in read(50_000).fields if field.key == "title")
    assert title.startswith("Ferry aaa")
    assert_grows_linearly(read, 50_000)


def test_an_email_without_text_is_an_error() -> None:
    message = build_email(text=None)
    message.set_content(b"\x89PNG", maintype="image", subtype="png")
    with pytest.raises(EmptyError):
        newscli.read(message.as_bytes(), name="a.eml")


@given(st.integers(0, 900), st.binary(max_size=12))
def test_damaged_emails_are_articles_or_errors(position: int, noise: bytes) -> None:
    data = build_email(html=HTML).as_bytes()
    damaged = data[:position] + noise + data[position + len(noise) :]
    try:
        results = list(read_all(damaged, name="a.eml"))
    except NewscliError:
        return
    assert all(isinstance(result, FailedArticle) or result.text.strip() for result in results)


def read_letter(data: bytes) -> tuple[newscli.Article, newscli.Metadata]:
    article = newscli.read(data, name="a.eml")
    return article, newscli.inspect(article, use_model=False, dates=False).metadata


LETTER = (
    "<html><body><div style='display:none'>Preview</div><p>Forwarded this email? <a href='#'>Subscribe here</a></p>"
    "<h1>Ferry runs – all night</h1><p>Ann Lee</p><p>Apr 2, 2031</p><p>READ IN APP</p>"
    "<p>The <a href='https://gull.example/f'>ferry</a> ran all night, a spokeswoman said.</p><h2>Who paid</h2>"
    "<p>“Nobody slept,” she added.</p><p>Share this post</p><p>You’re currently a free subscriber to The Gull.</p>"
    "<p>© 2031 The Gull<br>1 Quay, Tarrow</p></body></html>"
)
RENDERING = (
    "View this email in your browser (https://gull.example/1)\n\nThe ferry (https://gull.example/f) ran all night, a "
    "spokeswoman said.\n\n==============================\nCopyright © 2031 The Gull\nUnsubscribe (https://gull.example/u)\n"
)


def test_the_letter_is_read_as_its_reader_sees_it() -> None:
    article, metadata = read_letter(build_email(text=RENDERING, html=LETTER).as_bytes())
    assert article.text == ("The ferry ran all night, a spokeswoman said.\n\nWho paid\n\n“Nobody slept,” she added.\n")
    assert metadata.authors == ("Ann Lee", "Åsa Lind")


def test_a_text_part_loses_its_furniture() -> None:
    text = f"View this post on the web at https://gull.example/1\n\n{BODY}\nUnsubscribe https://gull.example/u\n"
    assert newscli.read(build_email(text=text).as_bytes(), name="a.eml").text == BODY


def test_a_forwarded_letter_is_the_one_that_was_forwarded() -> None:
    text = (
        "Look at this!\n\n---------- Forwarded message ---------\nFrom: Tarrow Post <news@tarrowpost.example>\n"
        "Date: Mon, 31 Mar 2031 at 21:56\nSubject: Seals Return\nTo: <you@example.org>\n\n\n"
        "By Ida Marsh\n\nThey came.\n"
    )
    article, metadata = read_letter(build_email(subject="Fwd: Seals Return", text=text).as_bytes())
    assert article.text == "By Ida Marsh\n\nThey came.\n"
    assert (metadata.title, metadata.authors, metadata.publisher) == ("Seals Return", ("Ida Marsh",), "Tarrow Post")
    assert metadata.published == "2031-03-31T21:56"


def test_bytes_in_utf_8_are_read_so_whatever_is_declared() -> None:
    data = f"{HEAD}iso-8859-1\nContent-Transfer-Encoding: 8bit\n\n“At the café,” said Zoë Field.\n".encode()
    assert newscli.read(data, name="a.eml").text == "“At the café,” said Zoë Field.\n"
    latin = f"{HEAD}iso-8859-1\nContent-Transfer-Encoding: 8bit\n\nAt the café, said Zoë Field.\n".encode("latin-1")
    assert newscli.read(latin, name="a.eml").text == "At the café, said Zoë Field.\n"


@pytest.mark.parametrize(
    "head",
    [
        'Content-Type: multipart/alternative;\nboundary="b1"\n',
        'Content-Type: multipart/alternative;\n boundary="other"\n',
        'Content-Type: text/HTML;\n boundary="b1"\n',
    ],
)
def test_a_broken_structure_is_mended(head: str) -> None:
    part = f"--b1\nContent-Type: text/plain; charset=utf-8\n\n{BODY}\n--b1--\n"
    fields = "From: a <a@b.example>\nTo: b\nSubject: Ferry\nDate: Wed, 02 Apr 2031 10:00:00 +0100\n"
    data = f"{fields}{head}\n{part}".encode()
    assert newscli.read(data, name="a.eml").text == BODY


@pytest.mark.parametrize(
    ("sender", "list_id", "authors", "publisher"),
    [
        (
            "Ida Marsh from Valley Post <valleypost@letters.example>",
            "<valleypost.example>",
            ("Ida Marsh",),
            "Valley Post",
        ),
        ("Valley Post <valleypost@letters.example>", "<valleypost.example>", (), "Valley Post"),
        (
            '"Continuity Post" <news@example.com>',
            "3f21937f0f636c8cec1db30bfmc list <3f.mcsv.net>",
            (),
            "Continuity Post",
        ),
        ("Ida Marsh <ida@valley.example>", "Valley Letters <v.example>", ("Ida Marsh",), "Valley Letters"),
        ("desk <desk@valley.example>", "<v.example>", (), None),
    ],
)
def test_senders_are_people_or_papers(
    sender: str, list_id: str, authors: tuple[str, ...], publisher: str | None
) -> None:
    message = build_email()
    del message["From"], message["List-Id"]
    message["From"], message["List-Id"] = sender, list_id
    _, metadata = read_letter(message.as_bytes())
    assert (metadata.authors, metadata.publisher) == (authors, publisher)


FIELDS = "To: you@example.org\nDate: Mon, 7 Apr 2031 08:00:00 +0000\nMIME-Version: 1.0\n"
PLAIN = "Content-Type: text/plain; charset={}\nContent-Transfer-Encoding: 8bit\n\n"


@pytest.mark.parametrize(
    ("charset", "codec", "sender", "name"),
    [
        ("utf-8", "utf-8", "Zoë Fïeld <zoe@gull.example>", "Zoë Fïeld"),
        ("windows-1252", "cp1252", "Zoë “Zo” Field <zoe@gull.example>", None),
        ("iso-8859-1", "cp1252", "Zoë Field <zoe@gull.example>", "Zoë Field"),
        ("iso-8859-2", "iso-8859-2", "Věra Nováková <vera.novakova@gull.example>", "Věra Nováková"),
        ("utf-8", "ascii", "=?utf-8?q?Zo=EB_Field?= <zoe@gull.example>", "Zoë Field"),
        ("utf-8", "ascii", "=?utf-8?b?Wm/D?= =?utf-8?b?qyBGaWVsZA==?= <zoe@gull.example>", "Zoë Field"),
        ("utf-8", "ascii", "=?no-such?q?Jane_Field?= <jane@gull.example>", "Jane Field"),
        ("utf-8", "ascii", "Jane Field, The Gull <jane@gull.example>", "Jane Field"),
        ("utf-8", "ascii", "jane@gull.example (Jane Field)", "Jane Field"),
        ("utf-8", "ascii", "jane@gull.example", None),
    ],
)
def test_raw_bytes_and_broken_words_in_a_header_are_names(
    charset: str, codec: str, sender: str, name: str | None
) -> None:
    text = (
        "It was late.\n" if codec == "ascii" else "Ferry “ě”\n" if codec == "iso-8859-2" else "Café – late, she said.\n"
    )
    data = f"From: {sender}\nSubject: Ferry\n{FIELDS}{PLAIN.format(charset)}{text}".encode(codec, "replace")
    article, metadata = read_letter(data)
    assert metadata.authors == ((name,) if name else ())
    fields = "".join(field.value for field in article.fields)
    assert not any("\ud800" <= c <= "\udfff" for c in article.text + fields)


def test_a_subject_in_raw_bytes_is_a_title() -> None:
    for codec, charset in (("cp1252", "windows-1252"), ("cp1251", "windows-1251"), ("utf-8", "utf-8")):
        title = "Паром ночью" if codec == "cp1251" else "Café “runs”"
        head = f"From: Jane Doe <jane@gull.example>\nSubject: {title}\n{FIELDS}{PLAIN.format(charset)}"
        _, metadata = read_letter(f"{head}{title}, all night.\n".encode(codec))
        assert (metadata.title, metadata.authors) == (title, ("Jane Doe",))


@pytest.mark.parametrize("declared", ["utf-8", "us-ascii", "iso-8859-1", "no-such"])
def test_bytes_that_are_not_what_is_declared_are_read_as_what_they_are(declared: str) -> None:
    text = "“Nobody slept – at the café,” said Zoë Field, who keeps the harbour of the town.\n"
    assert newscli.read((f"{HEAD}{declared}\n\n" + text).encode("cp1252"), name="a.eml").text == text
    markup = f"{HEAD.replace('plain', 'html')}{declared}\n\n<p>{text}</p>".encode("cp1252")
    assert newscli.read(markup, name="a.eml").text == text


@pytest.mark.parametrize("end", ["\r", "\r\n"])
def test_lines_end_as_on_any_machine(end: str) -> None:
    data = f"\ufeff\n{HEAD}utf-8\n\n{BODY}".replace("\n", end).encode()
    article = newscli.read(data, name="-")
    assert (article.source.format, article.text.replace("\r\n", "\n")) == ("email", BODY)
    mbox = f"From a@b.example Fri May  2 08:30:00 2031\n{HEAD}utf-8\n\n{BODY}".replace("\n", end).encode()
    assert newscli.read(mbox, name="-").source.format == "mbox"


def test_a_long_header_above_the_subject_is_one() -> None:
    route = "".join(f"X-Route-{k}: {'a' * 70}\n" for k in range(300))
    assert newscli.read(f"{route}{HEAD}utf-8\n\n{BODY}".encode(), name="-").source.format == "email"


def test_paragraphs_that_flow_are_joined() -> None:
    text = "The ferry ran \nall night, she said.\n\n  Nobody \n slept.\n> quoted \n> line\nBy Ann: \nSubject: x\n"
    flowed = newscli.read(f"{HEAD}utf-8; format=flowed\n\n{text}".encode(), name="a.eml").text
    assert flowed == "The ferry ran all night, she said.\n\n Nobody slept.\n> quoted line\nBy Ann:\nSubject: x\n"
    data = f"{HEAD}utf-8; format=flowed; delsp=yes\n\nThe fer \nry ran  \nall night.\n".encode()
    assert newscli.read(data, name="a.eml").text == "The ferry ran all night.\n"


def test_text_between_pictures_is_all_read_and_files_are_counted(tmp_path: Path) -> None:
    message = build_email(text="One night the ferry ran, she said.\n")
    message.add_attachment(b"\x89PNG", "image", "png", disposition="inline", filename="a.png")
    message.add_attachment("Then it stopped, he said.\n", disposition="inline")
    message.add_attachment("Private notes.\n", filename="notes.txt")
    message.add_attachment(b"%PDF-", "application", "pdf", filename="a.pdf")
    path = tmp_path / "a.eml"
    path.write_bytes(message.as_bytes())
    assert newscli.read(path).text.split() == "One night the ferry ran, she said. Then it stopped, he said.".split()
    assert invoke("meta", str(path)).err == f"newscli: {path}: left out: 2 attachments\n"
