"""Long files of NDJSON -> pieces of some lines, so that several processes can read one, and a run can go on in it."""

from collections.abc import Iterator
from contextlib import closing

from newscli.errors import NewscliError
from newscli.formats.opening import Payload, split_stream
from newscli.formats.sniffing import JSON_ENDINGS
from newscli.input import files
from newscli.input.files import Input, Piece
from newscli.model import Source
from newscli.options import ReadOptions

_MAX_LINES = 16
_MAX_BYTES = 1 << 20


def cut_into_pieces(item: Input, options: ReadOptions, *, articles: int = 0, lines: int = 0) -> Iterator[Input]:
    """Cut a file of NDJSON into pieces; every other input is one.

    Of an input that was begun before, ``articles`` is the number of those that are done, and ``lines`` that of the
    lines which they stand on. Nothing is yielded for a file whose lines are all done.
    """
    payloads = _open_lines(item, options)
    file = next(payloads, None)
    if not isinstance(file, Source):
        yield item._replace(piece=Piece(skip=articles)) if articles else item
        return
    batch: list[bytes | NewscliError] = []
    size = last_line = 0

    def make_piece() -> Input:
        piece = Piece(0, tuple(batch), articles + 1, last_line, file.bytes, file.sha256)
        return item._replace(piece=piece)

    try:
        for line in payloads:
            assert not isinstance(line, Source)
            last_line += 1
            if last_line <= lines:
                continue
            batch.append(line.data if isinstance(line, Payload) else line)
            size += len(line.data) if isinstance(line, Payload) else 0
            if len(batch) == _MAX_LINES or size >= _MAX_BYTES:
                yield make_piece()
                articles += len(batch)
                batch, size = [], 0
    except NewscliError as error:
        # It could be read so far.
        yield item._replace(failure=error)
        return
    if batch:
        yield make_piece()


def _open_lines(item: Input, options: ReadOptions) -> Iterator[Source | Payload | NewscliError]:
    """Yield the file and then each line of NDJSON; nothing of another file, or of one that can't be read."""
    is_named_so = files.get_ending(item.location) in JSON_ENDINGS or options.format == "json"
    if item.failure or item.stream or item.data is not None or files.is_url(item.location) or not is_named_so:
        return
    try:
        stream = files.open_file(item.location)
    except NewscliError:
        # Whoever reads it is told so.
        return
    with closing(stream):
        payloads = split_stream(stream, item.path, options)
        try:
            first = next(payloads, None)
        except NewscliError:
            return
        # A line that is too long has no source.
        file = first.file if isinstance(first, Payload) else Source(item.path)
        if first is None or file is None:
            return
        yield file
        yield first
        yield from payloads
