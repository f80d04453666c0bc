"""The languages that newscli reads, with a package for the words and patterns of each."""

SUPPORTED_LANGUAGES = frozenset(("en",))


def is_supported(code: str | None) -> bool:
    """Whether newscli can read a language, given by its ISO 639-1 code.

    None stands for a text with too few words to tell; it is read as English.
    """
    return code is None or code in SUPPORTED_LANGUAGES
