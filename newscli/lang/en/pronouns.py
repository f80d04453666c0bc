"""Pronouns and determiners."""

# The third-person singular pronouns of people, with the gender that each implies.
PRONOUN_GENDERS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
FIRST_PERSON = frozenset(("i", "me", "my", "myself", "we", "us", "our"))
# Pronouns that may stand for an organization.
ORGANIZATION_PRONOUNS = frozenset(("they", "them", "their", "it", "its"))
RELATIVE_PRONOUNS = frozenset(("who", "that", "which", "whose"))

DEFINITE_DETERMINERS = ("the", "this", "that", "his", "her", "its", "their", "our")
DETERMINERS = (*DEFINITE_DETERMINERS, "a", "an")
