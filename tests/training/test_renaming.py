"""Other names: each span holds the new name, the same name is replaced alike, and what is unsure stays."""

import random

from training.tagger.corpora import ORGANIZATION, PERSON, PLACE, WORK, Document, NameSpan, lay_out_document
from training.tagger.renaming import pool_names, rename

TEXT = "LEEDS - Tin Sparrows played Mary Quist twice. Tin Sparrows left Oslo with Ann Lee.\n"
TYPES = {"LEEDS": PLACE, "Tin Sparrows": ORGANIZATION, "Mary Quist": WORK, "Oslo": PLACE, "Ann Lee": PERSON}


def make_document() -> Document:
    names = [
        NameSpan(start, start + len(name), (name_type,))
        for name, name_type in TYPES.items()
        for start in range(len(TEXT))
        if TEXT.startswith(name, start)
    ]
    return lay_out_document("written", TEXT, names=tuple(names))


def list_gaps(doc: Document) -> list[str]:
    """The text between the names."""
    names = sorted(doc.names or (), key=lambda name: name.start)
    starts, ends = [0, *(name.end for name in names)], [*(name.start for name in names), len(doc.text)]
    return [doc.text[start:end] for start, end in zip(starts, ends, strict=True)]


def test_pools_hold_the_names_of_each_type_but_not_those_in_capitals() -> None:
    assert pool_names([make_document()]) == {
        PLACE: ["Oslo"], ORGANIZATION: ["Tin Sparrows"], WORK: ["Mary Quist"], PERSON: ["Ann Lee"],
    }  # fmt: skip


def test_names_change_in_place_and_alike() -> None:
    doc = make_document()
    pools = {PLACE: ["Bergen", "New Bergen"], ORGANIZATION: ["Hash Lane"], WORK: ["Nine"], PERSON: ["Bo Ferris"]}
    old = sorted(doc.names or (), key=lambda name: name.start)
    seen: set[tuple[str, ...]] = set()
    for seed in range(200):
        renamed = rename(doc, pools, random.Random(seed))
        found = tuple(renamed.text[name.start : name.end] for name in renamed.names or ())
        assert [name.types for name in renamed.names or ()] == [name.types for name in old]
        assert found[0] == "LEEDS"
        assert found[1] == found[3]
        assert list_gaps(renamed) == list_gaps(doc)
        seen.add(found)
    works = {names[2] for names in seen}
    assert works == {"Mary Quist", "Nine", "New Bergen", "Hash Lane", "Bo Ferris"}
    assert {names[4] for names in seen} == {"Oslo", "Bergen", "New Bergen"}
