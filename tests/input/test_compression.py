"""Compressed files: the text in them, and what a decompression bomb may cost."""

import bz2
import contextlib
import gzip
import hashlib
import lzma
import sys
import tracemalloc
from collections.abc import Callable

import pytest
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

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

COMPRESSORS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstd.compress,
}
TEXT = (SAMPLES / "headline.txt").read_bytes()


def decompress_all(data: bytes, limits: Limits | None = None) -> bytes:
    return b"".join(decompress(data, UnpackBudget(limits or Limits())))


@pytest.mark.parametrize("ending", COMPRESSORS)
def test_a_compressed_article_reads_like_the_article_itself(ending: str) -> None:
    compressed = COMPRESSORS[ending](TEXT)
    article = newscli.read(compressed, name=f"a.txt.{ending}")
    assert article.text == newscli.read(TEXT, name="a.txt").text
    assert (article.source.format, article.source.bytes) == ("text", len(compressed))
    assert article.source.sha256 == hashlib.sha256(compressed).hexdigest()
    assert article.source.path == f"a.txt.{ending}"


@pytest.mark.parametrize("ending", COMPRESSORS)
def test_all_members_are_read_and_padding_is_ignored(ending: str) -> None:
    compress = COMPRESSORS[ending]
    assert decompress_all(compress(b"one ") + compress(b"two")) == b"one two"
    assert decompress_all(compress(b"one") + b"\0" * 100) == b"one"


@pytest.mark.parametrize("ending", COMPRESSORS)
def test_a_bomb_is_stopped_while_it_is_decompressed(ending: str) -> None:
    bomb = COMPRESSORS[ending](bytes(200_000_000))
    tracemalloc.start()
    with pytest.raises(LimitError, match="--max-unpacked"):
        read(bomb, name="a.txt", options=ReadOptions(limits=Limits(max_unpacked=1_000_000)))
    assert tracemalloc.get_traced_memory()[1] < 60_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("ending", COMPRESSORS)
def test_a_damaged_file_is_reported_as_damaged(ending: str) -> None:
    compressed = COMPRESSORS[ending](TEXT)
    for tenth in range(1, 10):
        truncated = compressed[: len(compressed) * tenth // 10]
        with pytest.raises(UnreadableError, match=r"ends too early|damaged"):
            newscli.read(truncated, name="a.txt")


@given(st.sampled_from(sorted(COMPRESSORS)), st.binary(max_size=200), st.integers(0, 60), st.binary(max_size=4))
def test_any_bytes_are_decompressed_or_are_an_error(ending: str, data: bytes, position: int, noise: bytes) -> None:
    compressed = COMPRESSORS[ending](data)
    damaged = compressed[:position] + noise + compressed[position + len(noise) :]
    with contextlib.suppress(NewscliError):
        assert len(decompress_all(damaged, Limits(max_unpacked=10_000))) <= 10_000
