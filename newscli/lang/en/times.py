"""English words beside dates and times: comparisons, steps, prepositions, parts of the day, tense, time zones."""

from newscli.lang.en.calendar import DAY_PARTS, DEICTIC_DAYS, US_ZONE_HOURS

# Words before an amount of time, with TIMEX3's code for each.
COMPARISONS = {
    **dict.fromkeys(("more than", "over", "longer than", "upwards of"), "MORE_THAN"),
    **dict.fromkeys(("less than", "fewer than", "under"), "LESS_THAN"),
    **dict.fromkeys(("at least", "no less than"), "EQUAL_OR_MORE"),
    **dict.fromkeys(("at most", "no more than", "up to"), "EQUAL_OR_LESS"),
}
APPROXIMATIONS = frozenset(("about", "around", "roughly", "approximately", "some"))
# Words before "years" that make it a length of time, and words after "the years" that name an event.
LENGTH_PREPOSITIONS = ("for", "in", "within", "over")
EVENT_PREPOSITIONS = ("before", "after", "since", "leading")
# Words before a period that say which part of it is meant, with TIMEX3's code.
EDGE_MODS = {"early": "START", "late": "END", "mid": "MID"}
EDGE_NOUNS = {"end": "END", "beginning": "START", "start": "START", "middle": "MID"}
# Words before a period that say which one is meant: one in the past, the present one, one in the future.
PAST_STEPS = ("last", "past", "previous", "this past")
PRESENT_STEPS = ("this", "current", "same")
FUTURE_STEPS = ("next", "coming", "following", "this coming", "upcoming")
# Words before "May" or "1812" that make it a date.
DATE_PREPOSITIONS = frozenset(
    "in since until till by from through during last next this of to before after between early late mid".split()
)
# Nouns that are counted, or how they begin: the number in "1500 people" is not a year.
COUNTED_NOUNS = (
    "people", "troops", "men", "women", "miles", "kilomet", "met", "feet", "tons", "dollars", "euros", "pounds",
    "percent", "per", "votes", "jobs", "years", "days", "other", "more", "new",
)  # fmt: skip

# Words for a time on the clock.
CLOCK_WORDS = tuple(word for word, code in DAY_PARTS.items() if code.startswith("T"))
# Parts of the day after an hour ("3 in the afternoon"): "p" adds twelve hours, "" leaves the hour as it is.
HALVES_OF_DAY = {"morning": "", "afternoon": "p", "evening": "p"}
# Parts of the day that a frequency names: "every night".
REPEATED_DAY_PARTS = (*HALVES_OF_DAY, "night")
# Days after a time on the clock; "tonight" belongs to another rule.
CLOCK_DAYS = tuple(word for word in DEICTIC_DAYS if word != "tonight")
# Zones after a time on the clock.
UTC_NAMES = ("GMT", "UTC")
CLOCK_ZONES = (*US_ZONE_HOURS, "ET", "PT", "BST", "local time")

# What shows that a sentence is about the future: words before another verb, and words by themselves.
FUTURE_AUXILIARIES = (
    "will", "would", "shall", "could", "may", "might", "must", "should", "can", "to be", "expected to", "scheduled to",
    "due to", "plan to", "plans to", "planning to", "is to", "are to",
)  # fmt: skip
FUTURE_WORDS = (
    "going to", "expects", "expect", "expected", "scheduled", "slated", "planned for", "deadline", "set to", "set for",
    "upcoming", r"next(?! to)", "due",
)  # fmt: skip
# Words that do so only right before the day.
FUTURE_PREPOSITIONS = (
    "no later than", "ahead of", "in time for", "effective", "starting", "is on", "are on", "is on the", "are on the",
)  # fmt: skip
# The same, unless a verb before them is about the past: "had been heard by Thursday".
LIMIT_PREPOSITIONS = ("by", "until", "till")
# Verbs that stand in the present for what is arranged: "the trial starts Monday". Only before the day.
SCHEDULE_VERBS = (
    "starts", "start", "begins", "begin", "opens", "open", "closes", "meets", "meet", "resumes", "resume", "expires",
    "kicks off", "takes place", "ends", "faces", "face", "votes", "arrives", "departs", "airs", "premieres", "runs",
    "leaves", "sails", "comes up", "comes into force", "takes effect", "goes on sale", "go on sale", "reopens",
    "returns",
)  # fmt: skip
FUTURE_CONTRACTION = "['’]ll"
# What shows that it is about the past, besides verbs in "-ed".
PAST_WORDS = (
    "was", "were", "had", "did", "has", "have", "said", "told", "since", "ago", "took", "came", "went", "left", "found",
    "began", "held", "met", "made", "gave", "shot", "killed", "won", "lost", "set", "broke", "fell", "rose", "beat",
    "struck", "hit", "grew", "ran", "spoke", "wrote", "drew", "flew", "drove", "sold", "bought", "sent", "spent", "sat",
    "stood", "saw", "led", "fought", "caught", "brought", "thought", "became", "chose", "put", "cut", "quit", "shut",
    "sank", "sang", "threw", "knew", "paid", "kept", "felt", "heard", "built", "stole", "swore", "tore", "got",
)  # fmt: skip
