"""Words of bylines, photo credits and days in the languages whose papers are often read beside English ones."""

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

# Before a day: when an article was published, and when it was changed. German, French, Spanish and Portuguese, Italian,
# Dutch, Swedish, Norwegian and Danish, Polish, Turkish, Indonesian and others. Patterns.
PUBLISHED_WORDS = (
    "veröffentlicht", "erschienen", "stand", "datum", "publiée?", "date", "publicado", "fecha", "data", "pubblicato",
    "gepubliceerd", "publicerad", "publisert", "publiceret", "opublikowano", "yayınlanma", "опубликовано",
    "dipublikasikan",
)  # fmt: skip
MODIFIED_WORDS = (
    "aktualisiert", "mis à jour", "mise à jour", "modifié", "actualizado", "atualizado", "aggiornato", "bijgewerkt",
    "uppdaterad", "oppdatert", "opdateret", "zaktualizowano", "güncelleme", "güncellenme", "обновлено", "diperbarui",
)  # fmt: skip
# The same in Japanese and Chinese, which have no spaces between words.
EAST_ASIAN_MODIFIED_WORDS = ("最終更新", "更新日", "更新时间", "更新時間")
