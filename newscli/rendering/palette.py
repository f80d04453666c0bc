"""The styles of the page, by name. No colour stands alone: each goes with a word, or another weight or slant.

Where a terminal has 256 colours, these can be read on black as on white: each has a contrast of at least 4 to both.
Where it has 16, its owner has chosen them to be read.
"""

# What the page calls each kind of quote, and the style of that name.
KIND_LABELS = {"direct": "direct", "mixed": "partial quote", "indirect": "paraphrase"}
KIND_STYLES = {"direct": "kind.direct", "mixed": "kind.mixed", "indirect": "kind.indirect"}
TITLE_STYLES = {"direct": "title.direct", "mixed": "title.mixed", "indirect": "title.indirect"}
# The words of quotes in the article itself. They differ without colour, too.
QUOTE_STYLES = {"direct": "quote.direct", "mixed": "quote.mixed", "indirect": "quote.indirect"}
RESERVATION, WARNING, DATE, FIRST_MENTION = "reservation", "warning", "date", "mention"

_COLOURS = {  # of 256, and of 16
    "kind.direct": ("color(28)", "green"),
    "kind.mixed": ("color(133)", "magenta"),
    "kind.indirect": ("color(31)", "cyan"),
    "reservation": ("color(161)", "red"),
    "warning": ("color(130)", "red"),
    "date": ("color(63)", "blue"),
}
_WEIGHTS = {
    "quote.direct": ("bold", "kind.direct"),
    "quote.mixed": ("bold italic", "kind.mixed"),
    "quote.indirect": ("italic", "kind.indirect"),
    "title.direct": ("bold", "kind.direct"),
    "title.mixed": ("bold", "kind.mixed"),
    "title.indirect": ("bold", "kind.indirect"),
    "reservation": ("bold", "reservation"),
    "mention": ("underline", None),
}


def list_styles(*, has_256_colours: bool) -> dict[str, str]:
    """List the styles by name, as Rich writes them."""
    column = 0 if has_256_colours else 1
    styles = {name: colours[column] for name, colours in _COLOURS.items()}
    weights = {
        name: f"{weight} {styles[colour] if colour else ''}".strip() for name, (weight, colour) in _WEIGHTS.items()
    }
    return styles | weights
