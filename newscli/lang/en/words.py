"""Common English words, pronouns, determiners, verbs of speech, prefixes, elisions, and title case."""

from collections.abc import Sequence

# Words that headline writers leave in lower case, and other function words.
FUNCTION_WORDS = frozenset(
    "a an the of to in on at for and or but by with from as is are be was were has have had it its his her "
    "he she they we i you that this their our not no will would can could may vs via over after into than up "
    "out about off down against amid what how why who when where".split()
)
# Words that make up a tenth or more of English prose, and are rare in other languages.
DISTINCTIVE_WORDS = frozenset(
    "the of and that with from which this these those were have been would could their they there said not".split()
)
# The pronouns for one person, with the gender they imply.
PRONOUN_GENDERS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
FIRST_PERSON_PRONOUNS = frozenset(("i", "me", "my", "myself", "we", "us", "our"))
SECOND_PERSON_PRONOUNS = frozenset(("you", "your", "yours", "yourself"))
# Pronouns that may stand for an organization.
SINGULAR_ORGANIZATION_PRONOUNS = frozenset(("it", "its"))
ORGANIZATION_PRONOUNS = SINGULAR_ORGANIZATION_PRONOUNS | {"they", "them", "their"}
RELATIVE_PRONOUNS = frozenset(("who", "that", "which", "whose"))
# Pronouns that say nothing by themselves.
DEMONSTRATIVES = frozenset("it this that these those which what who whom them him her us me you one so".split())
# Without "her", which may be a determiner.
OBJECT_PRONOUNS = frozenset(("him", "them", "us", "me"))
SUBJECT_PRONOUNS = ("he", "she")
POSSESSIVE_PRONOUNS = ("his", "her")
DEFINITE_DETERMINERS = ("the", "this", "that", "his", "her", "its", "their", "our")
INDEFINITE_ARTICLES = ("a", "an")
ARTICLES = ("the", *INDEFINITE_ARTICLES)
DETERMINERS = (*DEFINITE_DETERMINERS, *INDEFINITE_ARTICLES)
# The verb that attributes most quotes.
QUOTING_VERBS = ("said", "says")
# Verbs that stand right beside words in quotation marks: "…," he said.
TAGGING_VERBS = (
    "said", "says", "added", "adds", "told", "asked", "asks", "explained", "replied", "insisted", "continued", "noted",
    "wrote", "writes", "recalled", "concluded", "admitted", "argued", "warned", "claimed", "declared", "stated",
)  # fmt: skip
# Verbs that stand there before their source: "…," joked the mayor.
TAG_VERBS = (
    *TAGGING_VERBS,
    "read", "reads",
    "agreed", "agrees", "retorted", "snapped", "countered", "confirmed", "laughed", "chimed in", "responded",
    "answered", "joked", "promised", "shouted", "cried", "whispered", "screamed", "yelled", "remarked", "observed",
    "commented", "complained", "sighed", "testified", "tweeted", "posted", "shot back", "went on", "pleaded", "urged",
    "demanded", "inquired", "wondered", "mused", "quipped", "boasted", "conceded", "acknowledged", "protested",
    "objected", "muttered", "murmured", "predicted", "pointed out", "insists", "argues", "warns", "explains",
    "recalls", "notes",
)  # fmt: skip
# Words before a name that opens a sentence, which are no part of it: "But Doe said:".
SENTENCE_OPENERS = ("And", "But", "Later", "Now", "So", "Still", "Then", "Today", "Yesterday", "Yet")
# Further verbs that may stand between a source and a colon: "The Herald reports:".
INTRODUCING_VERBS = (
    "reported", "reports", "responded", "responds", "tweeted", "tweets", "posted", "read", "reads", "went on", "began",
    "testified", "announced", "summed up", "remarked", "observed", "put it", "quipped", "joked", "commented",
)  # fmt: skip
# Words that often come before the hyphen of a compound.
HYPHENATED_PREFIXES = frozenset(
    "all anti co cross ex far half high ill long low mid multi near non post pre pro self semi so well".split()
)
# Words that begin with an apostrophe (’tis), and the ends of contractions (we’ll).
ELISIONS = tuple("em tis twas twere til till cause cuz coz n round bout neath fore gainst ere ard nuff kay sup".split())
CONTRACTION_ENDINGS = ("s", "ll", "re", "ve", "d", "m", "t")


def measure_title_case(words: Sequence[str]) -> tuple[float, int]:
    """Return what share of the words that a title would capitalize have a capital, and how many such words there are.

    The first word is left out: every sentence capitalizes it.
    """
    content_words = [word for word in words[1:] if word[0].isalpha() and word.lower() not in FUNCTION_WORDS]
    count = len(content_words)
    return (sum(word[0].isupper() for word in content_words) / count if count else 0.0), count
