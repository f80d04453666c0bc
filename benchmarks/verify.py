"""Whether `newscli verify` gives the right verdict: quotations cut from our own documentation, altered in known ways.

    python benchmarks/verify.py [--count 500]

The documentation serves as the transcript of two speakers, who take turns by the paragraph; quotations that stand there
once are cut out of it verbatim, or altered in one of the ways of ALTERATIONS, and others are taken from elsewhere.
Prints the share of right verdicts by alteration, and the seconds of processor time that 20 quotations take against 10
MB. Exits with 1 if less than 98 % are right.
"""

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from newscli.analysis.verification import MarkedWords, SourceText, Turn, verify
from newscli.model import Span

ROOT = Path(__file__).resolve().parents[1]
SPEAKERS = ("Ann Lee", "John Roe")
AIM = 0.98
_NOT_PROSE = re.compile(r"^(?:[|#$ ]|- |\d+\. |```)")
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
Alter = Callable[[list[str], random.Random, list[str]], list[str]]


def list_paragraphs(paths: list[Path]) -> list[str]:
    """List the paragraphs of prose in some pages, each with 20 words or more."""
    paragraphs = [
        " ".join(re.sub(r"[`*\[\]]|\]\([^)]*\)", "", part).split())
        for path in paths
        for part in _FENCED.sub("", path.read_text("utf-8")).split("\n\n")
        if not _NOT_PROSE.match(part)
    ]
    prose = [part for part in dict.fromkeys(paragraphs) if len(part.split()) >= 20]
    # Our own ellipses, and examples out of the samples, would make the right verdict doubtful.
    return [part for part in prose if not set("…{}_‹█─") & set(part)]


def change_word(words: list[str], rng: random.Random, other: list[str]) -> list[str]:
    position = rng.randrange(1, len(words) - 1)
    return [*words[:position], rng.choice(other), *words[position + 1 :]]


def add_word(words: list[str], rng: random.Random, other: list[str]) -> list[str]:
    position = rng.randrange(1, len(words) - 1)
    return [*words[:position], rng.choice(other), *words[position:]]


def drop_word(words: list[str], rng: random.Random, other: list[str]) -> list[str]:
    position = rng.randrange(2, len(words) - 2)
    return [*words[:position], *words[position + 1 :]]


def lower_first(words: list[str], rng: random.Random, other: list[str]) -> list[str]:
    position = next(number for number, word in enumerate(words) if word.isalpha())
    return [*words[:position], words[position].swapcase(), *words[position + 1 :]]


def add_comma(words: list[str], rng: random.Random, other: list[str]) -> list[str]:
    position = rng.randrange(1, len(words) - 1)
    return [*words[:position], words[position].rstrip(",.;:") + (" –" if words[position][-1] in ",.;:" else ","),
            *words[position + 1 :]]  # fmt: skip


def add_ellipsis(words: list[str], rng: random.Random, other: list[str]) -> list[str]:
    position = rng.randrange(3, len(words) - 4)
    return [*words[:position], "…", *words[position + rng.randrange(1, 3) :]]


def add_brackets(words: list[str], rng: random.Random, other: list[str]) -> list[str]:
    position = rng.randrange(2, len(words) - 2)
    return [*words[:position], f"[{rng.choice(other)}]", *words[position + 1 :]]


def hyphenate(words: list[str], rng: random.Random, other: list[str]) -> list[str]:
    position = rng.randrange(1, len(words) - 2)
    first, second = words[position].rstrip(",.;:()"), words[position + 1]
    return [*words[:position], f"{first}-{second}", *words[position + 2 :]]


# How a quotation is altered -> the right verdict.
ALTERATIONS: dict[str, tuple[Alter, str]] = {
    "cut": (lambda words, rng, other: words, "verbatim"),
    "case": (lower_first, "slight"),
    "punctuation": (add_comma, "slight"),
    "ellipsis": (add_ellipsis, "slight"),
    "brackets": (add_brackets, "slight"),
    "hyphen": (hyphenate, "slight"),
    "word changed": (change_word, "changed"),
    "word added": (add_word, "changed"),
    "word left out": (drop_word, "changed"),
}


def make_source(paragraphs: list[str]) -> SourceText:
    """Make the transcript: each paragraph is a turn, of one speaker and the other in turn."""
    text, turns, position = "\n\n".join(paragraphs), [], 0
    for number, paragraph in enumerate(paragraphs):
        turns.append(Turn(Span(position, position + len(paragraph)), SPEAKERS[number % 2]))
        position += len(paragraph) + 2
    return SourceText("docs", text, tuple(turns))


def main() -> None:
    """Alter quotations, verify them, and count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print what got a wrong verdict")
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    paragraphs = list_paragraphs(sorted((ROOT / "docs").glob("*.md")))
    foreign = list_paragraphs(
        [ROOT / "samples" / name for name in ("bare.txt", "voices-abroad.txt", "setext.md", "wrapped.txt")]
    )
    other = sorted({word for part in foreign for word in part.split() if word.isalpha() and len(word) > 3})
    source = make_source(paragraphs)
    kinds = [*ALTERATIONS, "spliced", "other speaker", "foreign"]
    quotes: list[tuple[str, str, MarkedWords]] = []
    while len(quotes) < arguments.count:
        kind = kinds[len(quotes) % len(kinds)]
        number = rng.randrange(len(paragraphs))
        pool = foreign if kind == "foreign" else paragraphs
        words = (foreign[rng.randrange(len(foreign))] if pool is foreign else paragraphs[number]).split()
        size = rng.randint(9, min(30, len(words) - 2)) if len(words) > 12 else 9
        start = rng.randrange(len(words) - size)
        words = words[start : start + size]
        if source.text.count(" ".join(words)) != (pool is paragraphs):
            continue
        verdict, speaker = "not found", SPEAKERS[number % 2]
        if kind in ALTERATIONS:
            alter, verdict = ALTERATIONS[kind]
            words = alter(words, rng, other)
        elif kind == "spliced":
            verdict = "spliced"
            far = paragraphs[(number + len(paragraphs) // 2) % len(paragraphs)].split()
            words = words[:8] + far[4:12]
        elif kind == "other speaker":
            verdict, speaker = "other speaker", SPEAKERS[1 - number % 2]
        quotes.append((kind, verdict, MarkedWords("q", " ".join(words), Span(0, 1), 1, speaker)))
    checked = verify([quote for _, _, quote in quotes], [source])
    total, right = Counter[str](), Counter[str]()
    for (kind, verdict, quote), answer in zip(quotes, checked, strict=True):
        total[kind] += 1
        right[kind] += answer.verdict == verdict
        if arguments.show and answer.verdict != verdict:
            print(
                f"{kind}: {answer.verdict} {answer.differences}\n  {quote.text}\n  {[p.text for p in answer.passages]}"
            )
    for kind in kinds:
        print(f"{kind:15}{right[kind]:4} of {total[kind]}")
    share = sum(right.values()) / len(quotes)
    print(f"{'all':15}{sum(right.values()):4} of {len(quotes)} ({share:.1%})")
    text = source.text * (10_000_000 // len(source.text) + 1)
    start_time = time.process_time()
    verify([quote for _, _, quote in quotes[:20]], [SourceText("long", text)])
    print(f"20 quotations against {len(text):,} characters: {time.process_time() - start_time:.2f} s")
    raise SystemExit(share < AIM)


if __name__ == "__main__":
    main()
