"""ZIP archives -> the articles in their files, which may be of any format."""

from collections.abc import Iterator
from dataclasses import replace

from newscli.formats.entries import Entry, RawFile
from newscli.formats.opening import open_member
from newscli.input.archives import read_members


def open_entries(file: RawFile, format: str) -> Iterator[Entry]:
    """Yield the articles in an archive, sorted by the names of its files."""
    options = file.options if file.options.format != "zip" else replace(file.options, format=None)
    for name, content in read_members(file.data, file.budget):
        yield from open_member(name, content, file, options=options, charset=None)
