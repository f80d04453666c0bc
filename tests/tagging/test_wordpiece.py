"""Subwords: the same as those of the tokenizers package, each at its place in the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from newscli.model import Article
from newscli.tagging.network import load_network
from newscli.tagging.wordpiece import SHAPES, classify_shape
from tests.conftest import SHARED, read_samples

VOCABULARY = load_network().vocabulary
REFERENCE = Tokenizer(models.WordPiece(dict(VOCABULARY.ids), unk_token="[UNK]", max_input_chars_per_word=100))
REFERENCE.normalizer = normalizers.BertNormalizer()
REFERENCE.pre_tokenizer = pre_tokenizers.BertPreTokenizer()


def compare_with_tokenizers(text: str) -> None:
    ids = [number for number, *_ in VOCABULARY.tokenize(text, 0, len(text))]
    assert ids == REFERENCE.encode(text).ids


@pytest.mark.parametrize("article", read_samples(), ids=lambda article: article.source.path)
def test_samples_are_cut_as_tokenizers_cuts_them(article: Article) -> None:
    compare_with_tokenizers(article.text)


@pytest.mark.skipif(not SHARED.exists(), reason="skipped: no corpora")
def test_corpora_are_cut_as_tokenizers_cuts_them() -> None:
    names = [SHARED / "corpora/names" / f"{name}.jsonl" for name in ("worldwide.dev", "btc_b.train", "wikigold")]
    for path in [*SHARED.glob("corpora/polnear/dev/text/*.txt"), *names]:
        compare_with_tokenizers(path.read_text("utf-8"))


@given(st.text(st.sampled_from("aé́ﬁßİ€™中“’-_ \n\t0Ⅳ\u200bخñ"), max_size=20))
def test_unusual_letters_are_cut_as_tokenizers_cuts_them(text: str) -> None:
    compare_with_tokenizers(text)


@given(st.text(max_size=200))
def test_subwords_lie_in_order_inside_the_text(text: str) -> None:
    last = 0
    for _, start, end, _ in VOCABULARY.tokenize(text, 0, len(text)):
        assert last <= start < end <= len(text)
        last = start


def test_subwords_of_a_part_have_positions_in_the_whole_text() -> None:
    text = "Ann Lee said so."
    assert [text[start:end] for _, start, end, _ in VOCABULARY.tokenize(text, 4, 12)] == ["Lee", "said"]


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("said", "lower"), ("Lee", "capitalized"), ("NATO", "capitals"), ("J", "initial"), ("McCain", "mixed"),
        ("iPhone", "mixed"), ("2017", "digits"), ("G7", "digits"), (".", "other"), ("—", "other"),
        ("Été", "capitalized"),
    ],
)  # fmt: skip
def test_words_are_classified_by_their_shape(word: str, name: str) -> None:
    assert SHAPES[classify_shape(word)] == name
