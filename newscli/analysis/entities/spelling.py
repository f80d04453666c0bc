"""Transliterations: one key for all spellings of a name that differ only as transliterations into English do."""

from newscli.patterns import compile_lazily

# Letters and groups of letters with what replaces each, in this order.
_SOUNDS = [
    pair.split("=")
    for pair in (
        "sch=s tch=s tz=z kh=h gh=g dh=d th=t ph=f zh=j sh=s ch=s ck=k ou=u oo=u ee=i ei=i ey=i ai=i ay=i iy=i ij=i "
        "ks=x q=k g=k w=v y=i j=i o=u e=i"
    ).split()
]
_REPEATED = compile_lazily(r"(.)\1+")


def transliterate(word: str) -> str:
    """Spell a lower-case word with one letter for each sound: "gaddafi" and "qadhafi" become "kadafi"."""
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    return _REPEATED.sub(r"\1", word)
