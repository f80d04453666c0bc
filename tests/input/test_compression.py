"""Compressed files: their text, and what a bomb may cost."""

import bz2
import contextlib
import gzip
import hashlib
import lzma
import tracemalloc
from collections.abc import Callable

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

import newscli
from newscli.errors import LimitError, NewscliError, UnreadableError
from newscli.input.budget import UnpackBudget
from newscli.input.compression import decompress
from newscli.limits import Limits
from newscli.options import ReadOptions
from newscli.pipeline import read
from tests.conftest import SAMPLES

PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstandard.ZstdCompressor().compress,
}
TEXT = (SAMPLES / "headline.txt").read_bytes()


def whole(data: bytes, limits: Limits | None = None) -> bytes:
    return b"".join(decompress(data, UnpackBudget(limits or Limits())))


@pytest.mark.parametrize("ending", PACKERS)
def test_a_packed_article_is_the_article(ending: str) -> None:
    packed = PACKERS[ending](TEXT)
    found = newscli.read(packed, name=f"a.txt.{ending}")
    assert found.text == newscli.read(TEXT, name="a.txt").text
    assert (found.source.format, found.source.bytes) == ("text", len(packed))
    assert found.source.sha256 == hashlib.sha256(packed).hexdigest()
    assert found.source.path == f"a.txt.{ending}"


@pytest.mark.parametrize("ending", PACKERS)
def test_members_and_padding(ending: str) -> None:
    pack = PACKERS[ending]
    assert whole(pack(b"one ") + pack(b"two")) == b"one two"
    assert whole(pack(b"one") + b"\0" * 100) == b"one"


@pytest.mark.parametrize("ending", PACKERS)
def test_a_bomb_is_counted_while_it_is_unpacked(ending: str) -> None:
    bomb = PACKERS[ending](bytes(200_000_000))
    tracemalloc.start()
    with pytest.raises(LimitError, match="--max-unpacked"):
        read(bomb, name="a.txt", options=ReadOptions(limits=Limits(max_unpacked=1_000_000)))
    assert tracemalloc.get_traced_memory()[1] < 60_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("ending", PACKERS)
def test_damaged_files_say_so(ending: str) -> None:
    packed = PACKERS[ending](TEXT)
    for tenth in range(1, 10):
        cut = packed[: len(packed) * tenth // 10]
        with pytest.raises(UnreadableError, match=r"ends too early|damaged"):
            newscli.read(cut, name="a.txt")


@given(st.sampled_from(sorted(PACKERS)), st.binary(max_size=200), st.integers(0, 60), st.binary(max_size=4))
def test_any_bytes_unpack_or_are_an_error(ending: str, data: bytes, place: int, noise: bytes) -> None:
    packed = PACKERS[ending](data)
    harmed = packed[:place] + noise + packed[place + len(noise) :]
    with contextlib.suppress(NewscliError):
        assert len(whole(harmed, Limits(max_unpacked=10_000))) <= 10_000
