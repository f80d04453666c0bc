"""The desk's checks: what each must find, and what it must leave alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newscli
from newscli.analysis.desk import CATALOG, CheckOptions, check_report, select_codes
from newscli.model import Article
from tests.conftest import HOSTILE, read_samples
from tests.growth import assert_grows_linearly

EVERY_CODE = CheckOptions(frozenset(CATALOG))
HEAD = "A Bridge Closes\nBy Ann Smith\n\nVELLMOUTH, Dec. 11, 2017 — The council met on Monday.\n\n"


def find(text: str, *, head: str = HEAD) -> list[tuple[str, str]]:
    """The codes that a text has beyond its head, each with the words that it stands at."""
    report = newscli.inspect(Article.from_text(head + text + "\n"))
    whole = report.text or ""
    return [
        (finding.code, whole[slice(*finding.span)])
        for finding in check_report(report, EVERY_CODE)
        if finding.span.start >= len(head) and finding.code not in ("S501", "S502", "S503")
    ]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("“We will stay, Mayor Ann Lee said.", "Q101", "“"),
        ("It was cold.\n\n“We will never come back to this cold town again.”\n\nIt rained.", "Q102", None),
        ("It was said that the bridge would close in the spring.", "Q103", None),
        ("The mayor will resign, an aide said on condition of anonymity.", "Q104", None),
        (
            "“We will not pay a single penny of this fine,” Mayor Ann Lee said.\n\n"
            "“We will not pay a single cent of this fine,” Lee said.",
            "Q106",
            "We will not pay a single cent of this fine,",
        ),
        ("“It is far too late,” Brown said.", "Q107", "Brown"),
        ("“It is late,” Roe said. “It is very late,” John Roe, the baker, said again.", "Q108", "Roe"),
        ("Heather Samuelson, a lawyer, came. Later Sameuelson left by the back door.", "N201", None),
        ("The city of Мoscow was cold.", "N204", "Мoscow"),
        ("Ann Lee and John Lee met. “It is late,” Lee said.", "N205", "Lee"),
        (f"Ann Lee and John Lee met. {'It rained all day. ' * 30}“It is late,” Lee said.", "N205", "Lee"),
        ("It closed on Tuesday, Dec. 11, 2017.", "D301", "Tuesday, Dec. 11, 2017"),
        ("It closed on Monday, 12 December.", "D301", "Monday, 12 December"),
        ("It closed on June 31, 2016.", "D302", "June 31, 2016"),
        ("It closed on Feb. 29, 2017.", "D302", "Feb. 29, 2017"),
        ("John Roe, 52, was born in 1985 in Vellmouth.", "D304", "52"),
        ("In all 60 percent chose tea, 45 percent chose milk and 5 percent chose gin.", "D305", None),
        ("The assembly, which has 353 members, voted 312 to 61 for it.", "D306", "312 to 61"),
        ("The 12 victims, seven men and six women, were local.", "D306", "12 victims, seven men and six women"),
        ("It killed 20 people — 12 men, 5 women and 2 children — on Friday.", "D306", None),
        ("It was 20 degrees Celsius (86 degrees Fahrenheit) in the shade.", "D308", None),
        ("It fell to 14°F (10°C) by night.", "D308", "14°F (10°C)"),
        ("There are twelve (13) chairs.", "D307", "twelve (13)"),
        ("It is 16 kilometers (6 miles) long.", "D308", "16 kilometers (6 miles)"),
        ("It weighs 100 kilograms (320 pounds).", "D308", None),
        ("She said said it.", "T401", "said said"),
        ("It was the  the bridge.", "T401", "the  the"),
        ("The bridge is TK meters long.", "T403", "TK"),
        ("Lorem ipsum came and went.", "T403", "Lorem ipsum"),
        ("It was &nbsp;late and <b>cold.", "T404", "&nbsp;"),
        ("It was la\u200bte.", "T405", "\u200b"),
        ("EMBARGOED UNTIL 0001 GMT FRIDAY", "T406", None),
        ("This is a paragraph of ten words and one more.\n\n" * 2, "T402", None),
    ],
)  # fmt: skip
def test_what_a_check_must_find(text: str, code: str, words: str | None) -> None:
    found = find(text)
    assert code in [found_code for found_code, _ in found]
    if words is not None:
        assert (code, words) in found


@pytest.mark.parametrize(
    "text",
    [
        "“We will stay,” Mayor Ann Lee said.",
        "Mayor Ann Lee added:\n\n“We will never come back to this cold town again, any of us.”",
        "“We will never come back to this cold town again.”\n\n— Ann Lee, mayor",
        "“It is late,” said Ann Lee, the mayor. “It is very late,” Lee said.",
        "Ann Lee and John Lee met. “It is late,” Mr. Lee said.",
        f"Ann Lee and John Lee met. {'It rained all day. ' * 30}Ann Lee, the mayor, rose. “It is late,” Lee said.",
        "It closed on Monday, Dec. 11, 2017, and again on Tuesday, December 12.",
        "It closed on Feb. 29, 2016, and on May 31.",
        "John Roe, 32, was born in 1985 in Vellmouth. Jane Doe, 31, was born in 1986.",
        "In all 60 percent chose tea, 35 percent chose milk and 5 percent chose gin.",
        "It rose from 60 percent to 70 percent, while milk fell to 45 percent.",
        "The top 1 percent paid 25.4 percent, the next 10 percent paid 80 percent.",
        "The assembly, which has 353 members, voted 312 to 41 for it.",
        "The 12-member jury voted 7 to 5, and the 353-seat assembly voted 312 to 41.",
        "The 13 victims, seven men and six women, were local. Three people, two men and a woman, were hurt.",
        "It killed 20 people, including 12 men and 5 women. Of 20 people, 12 men and 5 women were hurt badly.",
        "It killed 20 people, 12 men and 8 women who were local.",
        "It was 30°C (86°F), or -20 C (-4 F), 1.5 degrees Celsius (2.7 degrees Fahrenheit) more than in 1850.",
        "“We will not pay a single penny of this fine,” Mayor Mike Lee said.\n\n"
        "“We will not pay a single penny of this fine,” Michael Lee said again.",
        "There are twelve (12) chairs.",
        "It is 16 kilometers (10 miles) long, 5 feet (1.5 meters) wide and 40 km (25 miles) away.",
        "It covers 100 square kilometers (39 square miles).",
        "It weighs 100 kilograms (220 pounds), about 10 pounds (4.5 kg) less.",
        "He had had enough. It was that that she meant. Duran Duran played.",
        "No TKO was given, and XXL shirts sold out. [I]t was late.",
        "AT&T and R&D are fine, 3 < 4 > 2, and so is Q&A.",
    ],
)
def test_what_no_check_may_find(text: str) -> None:
    assert find(text) == []


def test_a_quote_in_a_title_must_stand_below() -> None:
    text = "# Mayor: “I lied to you”\n\nThe mayor, Ann Lee, said she was “not wholly frank” on Monday.\n"
    report = newscli.inspect(newscli.read(text.encode(), name="a.md"))
    (finding,) = (finding for finding in check_report(report, EVERY_CODE) if finding.code == "Q105")
    assert (report.text or "")[slice(*finding.span)] == "I lied to you"
    below = newscli.inspect(newscli.read(text.replace("not wholly frank", "I lied to you").encode(), name="a.md"))
    assert "Q105" not in {finding.code for finding in check_report(below, EVERY_CODE)}


def test_what_an_article_lacks_is_a_note() -> None:
    report = newscli.inspect(Article.from_text("The council met on Monday. It was late.\n"))
    codes = [finding.code for finding in check_report(report, EVERY_CODE)]
    assert {"S501", "S502", "D303"} <= set(codes)
    long = newscli.inspect(Article.from_text("word " * 120 + ".\n"), use_model=False)
    options = CheckOptions(frozenset(("S503",)), max_paragraph=100)
    assert [finding.message for finding in check_report(long, options)] == ["a paragraph of 120 words"]


def test_codes_are_selected_by_their_beginnings() -> None:
    assert select_codes(["Q1"], ["Q104"]) == {code for code in CATALOG if code.startswith("Q")} - {"Q104"}
    assert select_codes([], ["D", "T"]) == {c for c, rule in CATALOG.items() if rule.is_default and c[0] not in "DT"}
    with pytest.raises(ValueError, match="no check begins with 'X'"):
        select_codes(["X"], [])


def test_every_finding_stands_in_its_text_and_is_of_a_known_code() -> None:
    articles = read_samples()
    hostile = [report for report in newscli.inspect_all([HOSTILE]) if report.error is None]
    for report in [*map(newscli.inspect, articles), *hostile]:
        findings = check_report(report, EVERY_CODE)
        assert findings == sorted(findings, key=lambda finding: (finding.span, finding.code))
        for finding in findings:
            assert finding.code in CATALOG
            assert 0 <= finding.span.start <= finding.span.end <= len(report.text or "")


def test_samples_have_no_errors_but_a_mark_without_its_partner() -> None:
    for article in read_samples():
        findings = check_report(newscli.inspect(article), CheckOptions())
        assert {finding.code for finding in findings if CATALOG[finding.code].level == "error"} <= {"Q101"}


@given(st.text(st.sampled_from("TK 12(3)%“”’<>&;\nLee Dec.31"), max_size=120))
def test_no_text_makes_a_check_fail(text: str) -> None:
    report = newscli.inspect(Article.from_text(f"A {text}"), use_model=False)
    check_report(report, EVERY_CODE)


@pytest.mark.parametrize("unit", ["12 percent, ", "Tuesday, Dec. 11, ", "<p ", "said (", "Ann Lee, 52, ", "1,000 km ("])
def test_the_time_grows_in_step_with_the_text(unit: str) -> None:
    def check(count: int) -> None:
        check_report(newscli.inspect(Article.from_text(f"A.\n\n{unit * count}"), use_model=False), EVERY_CODE)

    assert_grows_linearly(check, 4000)
