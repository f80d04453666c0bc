"""The styles of the page. No colour stands alone: each goes with a word, or with another weight or slant.

Of the 256 colours of a terminal, these can be read on black as on white: each has a contrast of at least 4 to both.
"""

# What the page calls each kind of quote, and the style of its words.
KIND_LABELS = {"direct": "direct", "mixed": "partial quote", "indirect": "paraphrase"}
KIND_STYLES = {"direct": "color(28)", "mixed": "color(133)", "indirect": "color(31)"}
# In the article itself they differ without colour, too.
QUOTE_STYLES = {"direct": "bold color(28)", "mixed": "bold italic color(133)", "indirect": "italic color(31)"}
RESERVATION = "bold color(161)"
WARNING = "color(130)"
DATE = "color(63)"
FIRST_MENTION = "underline"
