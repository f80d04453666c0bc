"""Words by which web pages say what a part of them is: days, credits of photos, gates before the rest of a story."""

from newscli.lang.en.calendar import MONTH_PATTERN, WEEKDAY_PATTERN
from newscli.lang.en.lines import DATE_PARTICIPLES

# Before a day: what happened to the article then. Patterns; the last one before a day counts.
PUBLISHED_WORDS = (
    "published", "posted", "submitted", "created", "first seen", "filed", "publication",
    r"this (?:story|article|post|page) (?:is|was|dates) from",
)  # fmt: skip
MODIFIED_WORDS = ("updated?", "modified", "amended", r"edited(?! by\b)", "corrected", "revised", "last changed")
# Before a day that is that of something else.
OTHER_DAY_WORDS = (
    "print(?:ed)?", "copyright", "accessed", "retrieved", "event", "until", "from", "on sale", "expires", "born",
    "taken",
)  # fmt: skip
# Words in lower case that may stand before the day of an article: "posted in News on Friday".
DAY_LINE_WORDS = frozenset((*DATE_PARTICIPLES, *"on at in by and first last date story article am pm".split()))
# How a line opens that says when, or by whom, the article was published; patterns.
DAY_LINE_OPENERS = (
    r"(?:this|the) (?:article|story|post|piece|page) (?:was|has been) (?:first |last |originally )?"
    rf"(?:{'|'.join(DATE_PARTICIPLES)})\b",
    rf"(?:(?:first|last|originally|latest|date|story|article|page)\s+)?(?:{'|'.join(DATE_PARTICIPLES)})\b",
    rf"by\s+(?!{WEEKDAY_PATTERN}\b|{MONTH_PATTERN}\b)(?-i:[A-Z])",
)
# Names of papers end in one of these, and names of people hardly ever.
PAPER_NOUNS = (
    "courier", "ledger", "chronicle", "gazette", "herald", "observer", "mirror", "bulletin", "dispatch", "examiner",
    "inquirer", "sentinel", "telegraph", "tribune", "argus", "journal",
)  # fmt: skip
# Patterns in lines, of at most this many words, that stand where the rest of a story is for subscribers.
GATES = (
    r"subscribe (?:now |today )?to (?:continue|keep|read|unlock)", r"(?:continue|keep) reading (?:with|for|this|by)\b",
    r"(?:is|are) (?:only )?(?:available )?(?:for|to|reserved for) (?:\w+ )?(?:subscribers|members)(?: only)?\b",
    r"subscribers? only\b", r"start your (?:free|\w+-day) trial", r"already (?:a subscriber|have an account)\b",
    r"to (?:continue|keep) reading\b", r"(?:get|enjoy) unlimited access",
)  # fmt: skip
MAX_GATE_WORDS = 25
# Before a colon, or "by", and a name: the credit of a photo. Patterns.
CAPTION_CREDITS = ("photo(?:graph)?s?", "pictures?", "pic", "images?", "credit", "illustration", "foto")
# Roles after the name of somebody who took the pictures and wrote nothing.
PICTURE_ROLES = ("photographer", "photojournalist", "illustrator", "cartoonist", "videographer", "picture editor")
# What opens a byline of two: "Words Ann Lee, pictures Bob Ray".
WRITING_WORDS = ("words", "text", "story", "report")
PICTURE_WORDS = ("photos?", "photographs?", "photography", "pictures?", "images?", "illustrations?", "video", "film")
