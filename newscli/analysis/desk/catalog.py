"""Every check by its code: how grave it is, what it means, and an example of what it finds."""

from typing import Literal, NamedTuple

Level = Literal["error", "warning", "note"]
LEVELS: tuple[Level, ...] = ("error", "warning", "note")


class Rule(NamedTuple):
    """A check: ``is_default`` says whether it runs if nobody asks for it."""

    level: Level
    title: str
    explanation: str
    example: str
    is_default: bool = True


CATALOG: dict[str, Rule] = {
    "Q101": Rule(
        "error",
        "quotation mark without its partner",
        "A quotation begins and does not end, or ends without having begun. A reader can't tell whose words these are.",
        "“We will stay, she said.",
    ),
    "Q102": Rule(
        "warning",
        "direct quote without a source",
        "Words stand in quotation marks as a whole sentence or more, and the article does not say whose they are.",
        "The hall was cold. “We will never come back to this town again.” The doors opened at nine.",
    ),
    "Q103": Rule(
        "note",
        "quote attributed to nobody",
        'The verb is passive and nobody is named: "it was said".',
        "It was said that the bridge would close.",
    ),
    "Q104": Rule(
        "note",
        "anonymous sources",
        "How many quotes come from people whose names the article keeps back, and what share of all quotes that is.",
        "The mayor will resign, an aide said on condition of anonymity.",
    ),
    "Q105": Rule(
        "warning",
        "quote in a title that the body does not have",
        "A title or a heading has words in quotation marks, and no quote below it has them.",
        "Mayor: “I lied”\n\nThe mayor, Ann Lee, said she was “not wholly frank”.",
    ),
    "Q106": Rule(
        "warning",
        "one quote in two wordings, or of two people",
        "The same words stand in the article twice as quotes, with a word changed, or given to another speaker.",
        "“We will not pay a penny of it,” Lee said. … “We will not pay a cent of it,” Lee said.",
    ),
    "Q107": Rule(
        "warning",
        "speaker who is not introduced",
        "Somebody is quoted by a single name, and the article has neither the full name nor a role.",
        "“It is late,” Brown said.",
    ),
    "Q108": Rule(
        "note",
        "last name before the full name",
        "A speaker is quoted by last name before the full name stands anywhere.",
        "Lee said it was late. Ann Lee is the mayor.",
    ),
    "N201": Rule(
        "warning",
        "one name in two spellings",
        "Two names that are nearly the same were taken for one. Mend the slip, or tell the two apart.",
        "Heather Samuelson … Ms. Sameuelson",
    ),
    "N202": Rule(
        "warning",
        "first name that changes",
        "Two people with one last name and one role have different first names.",
        "The mayor, Ann Lee, … Mayor Anna Lee",
    ),
    "N203": Rule(
        "note",
        "title that changes",
        "One person has titles that nobody has at once.",
        "Sen. Ann Lee … Rep. Ann Lee",
    ),
    "N204": Rule(
        "warning",
        "letters of two scripts in one word",
        "A word mixes Latin letters with others that look the same, as pasted text may. Searches will not find it.",
        "Мoscow with a Cyrillic М",
    ),
    "N205": Rule(
        "warning",
        "last name that two people share",
        "A quote is given to a bare last name, where the article has named two people who bear it.",
        "Ann Lee and John Lee met. Lee said it was late.",
    ),
    "D301": Rule(
        "error",
        "weekday and date that disagree",
        "The day of that date was another day of the week.",
        "on Tuesday, Dec. 11, 2017",
    ),
    "D302": Rule("error", "day that does not exist", "The month has no such day.", "on June 31, 2019"),
    "D303": Rule(
        "note",
        "relative day without a date to count from",
        'The article says "Tuesday" or "yesterday", and newscli finds no date of its own from which to count.',
        "The bridge closed on Tuesday.",
    ),
    "D304": Rule(
        "error",
        "age that the year of birth contradicts",
        "The year of birth and the day of publication give another age.",
        "Lee, 52, was born in 1985.",
    ),
    "D305": Rule(
        "warning",
        "percentages that add up to over 100",
        "The percentages of one list, in one sentence, add up to more than 100.",
        "60 percent voted yes, 45 percent voted no and 5 percent stayed away.",
    ),
    "D306": Rule(
        "warning",
        "total that its parts contradict",
        "A vote has more votes than the body has members, or the men, women and children that a number is said to be "
        "do not add up to it.",
        "The assembly, which has 353 members, voted 312 to 61.",
    ),
    "D307": Rule(
        "error",
        "number in words and figures that differ",
        "A number in words is followed by another in figures.",
        "twelve (13) members",
    ),
    "D308": Rule(
        "warning",
        "conversion that is off",
        "A length, weight, area, volume or speed and its conversion differ by over 10 percent, rounding aside, or a "
        "temperature and its conversion by over 5 degrees Fahrenheit.",
        "16 kilometers (6 miles)",
    ),
    "T401": Rule("error", "doubled word", "The same word stands twice in a row.", "She said said it was late."),
    "T402": Rule(
        "warning", "repeated paragraph", "A paragraph of ten words or more stands twice.", "(the same paragraph, twice)"
    ),
    "T403": Rule("error", "placeholder", "Somebody meant to come back to this place.", "The bridge is TK meters long."),
    "T404": Rule(
        "error",
        "leftover markup",
        "Tags, entities or marks of some other format are part of the text.",
        "She said &nbsp;it was <b>late</b>.",
    ),
    "T405": Rule(
        "warning",
        "invisible character",
        "A character that nobody sees: it may turn the text around, or hide words from a search.",
        "a zero-width space in a name",
    ),
    "T406": Rule(
        "error", "embargo", "The text says that it must not be published yet.", "EMBARGOED UNTIL 0001 GMT FRIDAY"
    ),
    "A601": Rule(
        "warning",
        "quote that a store has in other words",
        "Articles in the store of --against quote this, all of them with other words.",
        "“We will not pay a cent”, where the others have “We will not pay a penny”",
        False,
    ),
    "A602": Rule(
        "warning",
        "quote that a store gives to another",
        "An article in the store of --against gives these words to another person.",
        "“We will not pay,” Lee said, where another has “We will not pay,” Roe said",
        False,
    ),
    "S501": Rule("note", "no dateline", "The body does not begin with a place.", "(a story without a dateline)", False),
    "S502": Rule("note", "no byline", "The article names no author and no agency.", "(a story without a byline)"),
    "S503": Rule(
        "note", "long paragraph", "A paragraph has more words than --max-paragraph allows.", "(100 words)", False
    ),
}
