"""The words of bylines and photo credits in the languages whose papers are often read beside English ones."""

# "By" before the names: German, French, Spanish and Portuguese, Italian, Swedish and Norwegian, Danish, Dutch,
# Indonesian, Polish. Some are first names, too (Di, Von), so a full name must follow.
BYLINE_OPENERS = ("von", "par", "por", "di", "av", "af", "door", "oleh", "przez")
# What stands before a colon and the writers' names.
BYLINE_LABELS = (
    "text", "words", "author", "authors", "writer", "writers", "reporter", "reporting", "story", "report", "by",
    "autor", "autoren", "auteur", "auteurs", "autore", "autora", "texte", "texto", "testo", "tekst", "teks", "yazan",
    "redacción", "door", "oleh", "von", "par", "por", "di", "av", "af",
)  # fmt: skip
# "And" between two full names; it may stand within one: José Ortega y Gasset.
BYLINE_CONJUNCTIONS = ("y", "e", "en", "og", "och", "dan", "ve")
