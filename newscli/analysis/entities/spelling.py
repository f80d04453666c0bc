"""Transliterations: one key for spellings of a name that differ as transliterations into English do."""

import re

# Letters and pairs that transcribers use for the same sound, in this order.
_SOUNDS = [
    pair.split("=")
    for pair in (
        "sch=s tch=s kh=h gh=g dh=d th=t ph=f zh=j sh=s ch=s ck=k ou=u oo=u ee=i ei=i ey=i ai=i ay=i iy=i ij=i "
        "ks=x q=k g=k w=v y=i j=i o=u e=i"
    ).split()
]
_DOUBLED = re.compile(r"(.)\1+")


def transliterated(word: str) -> str:
    """The word with each sound in one spelling: "gaddafi", "qadhafi" -> "kadafi"."""
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    return _DOUBLED.sub(r"\1", word)
