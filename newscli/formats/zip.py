"""ZIP archives -> the articles in their files, which may be of any format.

Of a web archive in WACZ, only the WARC files have articles: https://specs.webrecorder.net/wacz/1.1.1/.
"""

from collections.abc import Iterator
from dataclasses import replace

from newscli.formats.entries import Entry, Notice, RawFile
from newscli.formats.opening import open_member
from newscli.input.archives import open_zip, read_members
from newscli.input.budget import UnpackBudget

_WACZ_INDEX, _WACZ_FOLDER = "datapackage.json", "archive/"


def open_entries(file: RawFile, format: str) -> Iterator[Entry | Notice]:
    """Yield the articles in an archive, sorted by the names of its files."""
    options = file.options if file.options.format != "zip" else replace(file.options, format=None)
    with open_zip(file.data, UnpackBudget(file.options.limits)) as archive:
        names = archive.namelist()
    is_wacz = _WACZ_INDEX in names and any(name.startswith(_WACZ_FOLDER) for name in names)
    for name, content in read_members(file.data, file.budget):
        if is_wacz and not name.startswith(_WACZ_FOLDER):
            continue
        yield from open_member(name, content, file, options=options, charset=None)
