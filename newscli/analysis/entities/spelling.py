"""Transliterations: one key for all spellings of a name that differ as transliterations into English do."""

import re

# Letters and pairs of letters, each with the letter that it is replaced by, in this order.
_SOUNDS = [
    pair.split("=")
    for pair in (
        "sch=s tch=s kh=h gh=g dh=d th=t ph=f zh=j sh=s ch=s ck=k ou=u oo=u ee=i ei=i ey=i ai=i ay=i iy=i ij=i "
        "ks=x q=k g=k w=v y=i j=i o=u e=i"
    ).split()
]
_REPEATED = re.compile(r"(.)\1+")


def transliterate(word: str) -> str:
    """Return a lower-case word with one spelling for each sound: "gaddafi" and "qadhafi" give "kadafi"."""
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    return _REPEATED.sub(r"\1", word)
