"""Long Markdown in pieces: nothing is lost, and it reads as if it were parsed at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newscli
from newscli.formats import markdown, markdown_chunks
from newscli.formats.markdown_chunks import split_long, split_markdown
from tests.conftest import SAMPLES

STORY = "The ferry was *late*, she said [again][a]. It rained on the quay.\n\n"
BLOCKS = (
    STORY, "- one\n- two\n\n  more of two\n\n", "3. three\n4. four\n\n", "> It was late.\n> It rained.\n\n",
    "```\ncode\n\nIt is code.\n```\n\n", "~~~~\n~~~\n\nStill code.\n~~~~\n\n", "    code\n\n", "# Heading\n\n",
    "<!-- a\n\nIt is hidden.\n\n-->\n\n", "<script>\n\nvar a;\n\n</script>\n\n", "|a|b|\n|-|-|\n|1|2|\n\n",
)  # fmt: skip


def parse_at_once(text: str) -> newscli.Article:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "split_markdown", lambda text: iter([text]))
        return newscli.read(text.encode(), name="a.md", isolate=False)


@pytest.fixture
def short_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut at every place where a piece may end."""
    monkeypatch.setattr(markdown_chunks, "_LONG", 1)


@pytest.mark.usefixtures("short_pieces")
@given(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=12))
def test_pieces_read_like_the_whole(blocks: list[str]) -> None:
    text = "# Title\n\n" + "".join([STORY, *blocks]) + "\n[a]: https://paper.example\n"
    assert "".join(split_markdown(text)) == text
    whole = parse_at_once(text)
    assert newscli.read(text.encode(), name="a.md", isolate=False) == whole
    assert "[again]" not in whole.text


@pytest.mark.usefixtures("short_pieces")
@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("*.md")))
def test_samples_read_like_the_whole(name: str) -> None:
    text = (SAMPLES / name).read_text("utf-8")
    assert newscli.read(text.encode(), name="a.md", isolate=False) == parse_at_once(text)


@given(st.text("ab \n", max_size=60))
def test_no_letter_is_lost(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown_chunks, "_LONG", 2)
        patch.setattr(markdown_chunks, "_FAR_TOO_LONG", 5)
        pieces, parts = list(split_markdown(text)), list(split_long(text))
    assert "".join(pieces) == text
    assert "".join(parts) == text
    assert max(map(len, parts)) <= 5


def test_a_long_text_comes_in_pieces() -> None:
    assert len(list(split_markdown(STORY * 1000))) > 3
    assert len(list(split_markdown("- a\n" * 100_000))) > 5
    assert max(map(len, split_markdown(STORY * 1000))) < 17_000
