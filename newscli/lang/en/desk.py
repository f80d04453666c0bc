"""Words that the desk's checks look for: placeholders, units, words that are rightly doubled, births and ages."""

# Left by whoever meant to come back, as whole words in capitals.
PLACEHOLDERS = ("TK", "TKTK", "TKTKTK", "TKK", "XX", "XXX", "XXXX", "TBC", "TBD", "FIXME", "TODO")
FILLER_TEXTS = ("lorem ipsum", "dolor sit amet", "insert caption here", "insert photo here", "headline goes here")
EMBARGO_OPENERS = (
    "embargoed (?:until|till|for)",
    "embargo:",
    "not for publication (?:until|before)",
    "strictly embargoed",
)
# Words that may stand twice in a row: "had had", "that that".
DOUBLE_WORDS = frozenset(
    "had that is was her very so no bye ha blah many much far really more knock hear there now never oh yeah yes hey "
    "again round long etc go pom chop tut tsk boo zip beep bye-bye tom win cha wah duran mahi sing bora pago baden aye "
    "wow please please-please walla lulu kum chi choo gaga dum do re la fa na boutros".split()
)
# Units of length, weight, area and so on -> (the quantity, how many of its base unit one is, in any base).
UNITS = {
    **dict.fromkeys(("kilometer", "kilometre", "km"), ("length", 1000.0)),
    **dict.fromkeys(("meter", "metre", "m"), ("length", 1.0)),
    **dict.fromkeys(("centimeter", "centimetre", "cm"), ("length", 0.01)),
    **dict.fromkeys(("millimeter", "millimetre", "mm"), ("length", 0.001)),
    **dict.fromkeys(("mile", "mi"), ("length", 1609.344)),
    **dict.fromkeys(("yard", "yd"), ("length", 0.9144)),
    **dict.fromkeys(("foot", "feet", "ft"), ("length", 0.3048)),
    **dict.fromkeys(("inch", "inche", "in"), ("length", 0.0254)),
    **dict.fromkeys(("kilogram", "kilogramme", "kg", "kilo"), ("weight", 1.0)),
    **dict.fromkeys(("pound", "lb"), ("weight", 0.45359237)),
    **dict.fromkeys(("ounce", "oz"), ("weight", 0.028349523)),
    **dict.fromkeys(("hectare", "ha"), ("area", 10_000.0)),
    "acre": ("area", 4046.8564),
    **dict.fromkeys(("liter", "litre", "l"), ("volume", 1.0)),
    "gallon": ("volume", 3.785411784),
    **dict.fromkeys(("kph", "km/h", "kmh"), ("speed", 1000.0)),
    "mph": ("speed", 1609.344),
}
MAGNITUDES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
# Passives without an agent that give words to nobody.
NOBODYS_CUES = ("was said", "is said", "were said", "are said", "it was said", "it is said",
                "was reported", "is reported", "was claimed", "is claimed")  # fmt: skip
BIRTH_VERBS = ("born",)
# Words of a sentence by which its percentages are no parts of one whole.
NO_PART_WORDS = (
    *"from up down rose fell grew compared versus than while whereas but among overall respectively margin".split(),
    *"growth interest year last previous earlier was were both also women men more less over top bottom paid".split(),
    *"must led nearly about".split(),
    "increase[ds]?", "decrease[ds]?", "of those", "points?", "rates?", "had been", "whites?", "blacks?", "hispanics?",
    "latinos?", "democrats?", "republicans?", "independents?", "said they", "pays?", "earn(?:ed|s)?", "of all",
    "needs?", "leads?", "trails?", r"to \d", "another survey", "polls?",
)  # fmt: skip
# Kinds of people by which a number of them is taken apart, without overlap.
PEOPLE_NOUNS = (
    "men", "women", "man", "woman", "boys?", "girls?", "males?", "females?", "adults?", "children", "child",
    "civilians?", "soldiers?", "passengers?", "crew(?: members?)?",
)  # fmt: skip
MEMBER_NOUNS = ("members", "seats", "lawmakers", "senators", "deputies", "delegates")
