"""Other names in the same sentences, so that the words around a name, not the name, tell its type.

Some names are replaced by other names of their type, and some of works by names of another type, of two words or more:
a film may be called like a person or a town. (Names of people and places for companies taught that "Phil" and "Najaf"
are companies.) The same name is replaced alike throughout an article.
"""

import random
from collections.abc import Mapping, Sequence

from training.tagger.corpora import ORGANIZATION, PERSON, PLACE, WORK, Document, NameSpan, lay_out_document

# Names by type, as indices into NAME_TYPES.
Pools = Mapping[int, Sequence[str]]

# The share of the names of each type to replace.
REPLACED_SHARES = {WORK: 0.5, ORGANIZATION: 0.3, PLACE: 0.2, PERSON: 0.2}
# The share of works whose name is replaced by one of another type, and the types.
FOREIGN_SHARE = 0.2
FOREIGN_TYPES = (PERSON, PLACE, ORGANIZATION)


def pool_names(docs: Sequence[Document]) -> Pools:
    """Collect the names of each type, without those in capitals and those that may have several types."""
    pools: dict[int, set[str]] = {}
    for doc in docs:
        for name in doc.names or ():
            if _is_sure(doc, name):
                pools.setdefault(name.types[0], set()).add(doc.text[name.start : name.end])
    return {name_type: sorted(names) for name_type, names in pools.items()}


def rename(doc: Document, pools: Pools, rng: random.Random) -> Document:
    """Replace some names of a document that has names alone, no attributions."""
    replacements: dict[tuple[int, str], str] = {}
    names = []
    text, copied = "", 0
    for name in sorted(doc.names or (), key=lambda name: name.start):
        old = new = doc.text[name.start : name.end]
        if _is_sure(doc, name):
            key = (name.types[0], old)
            if key not in replacements:
                replacements[key] = _choose_name(*key, pools, rng)
            new = replacements[key]
        text += doc.text[copied : name.start]
        names.append(NameSpan(len(text), len(text) + len(new), name.types, name.unknown))
        text += new
        copied = name.end
    return lay_out_document(doc.set, text + doc.text[copied:], names=tuple(names))


def _is_sure(doc: Document, name: NameSpan) -> bool:
    return len(name.types) == 1 and not name.unknown and not doc.text[name.start : name.end].isupper()


def _choose_name(name_type: int, name: str, pools: Pools, rng: random.Random) -> str:
    """Choose what to call something: mostly as it is, or by a name of its type, or by one of another type."""
    if rng.random() >= REPLACED_SHARES.get(name_type, 0):
        return name
    if name_type == WORK and rng.random() < FOREIGN_SHARE:
        foreign = [other for other in pools.get(rng.choice(FOREIGN_TYPES), ()) if " " in other]
        return rng.choice(foreign or [name])
    return rng.choice(pools.get(name_type) or [name])
