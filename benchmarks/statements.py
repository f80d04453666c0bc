"""What is shown as a quote, and what is left out: newscli against the labels in benchmarks/labels.

    python3 benchmarks/statements.py                 the half that rules were made on
    python3 benchmarks/statements.py --half held     the half kept apart
    python3 benchmarks/statements.py --errors 20     what is shown or left out by mistake as well

Runs `newscli quotes --json`, with --all and without, on the labelled articles. A labelled quote is that of the
answer with which it shares most letters, if they are 0.8 or more of the letters of either. Precision: of the
labelled quotes shown, the share that was said, written, asked or asked for. Recall: of those that were, the share
shown. Also prints the shares of acts and polarities as labelled. Prints "skipped: no corpora" if they are missing.
"""

import argparse
import collections
import sys
from typing import Any

from names import HALVES, load_labels, run_newscli
from speakers import find_letters
from texts import CORPORA, load_texts

MIN_PRECISION, MIN_RECALL = 93.0, 95.0
# The least share of the letters of either quote that two have in common if they are the same.
MIN_SHARED = 0.8


def find_quote(report: dict[str, Any], text: str, labelled: set[int]) -> dict[str, Any] | None:
    """Find the quote that shares most letters with a labelled one; None if it shares too few."""
    best, most = None, 0
    for quote in report["quotes"]:
        letters = find_letters(text, quote["spans"])
        shared = len(letters & labelled)
        if shared > most and shared >= MIN_SHARED * min(len(letters), len(labelled)):
            best, most = quote, shared
    return best


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES, default="dev")
    parser.add_argument("--errors", type=int, default=0, help="how many errors to print, of the half dev only")
    args = parser.parse_args()
    if not CORPORA.exists():
        print("skipped: no corpora")
        return 0
    rows = [row for row in load_labels("quotes") if row["half"] == args.half]
    articles = list(dict.fromkeys((row["set"], row["article"]) for row in rows))
    everything, shown = run_newscli(articles, "--all"), run_newscli(articles)
    counts: collections.Counter[Any] = collections.Counter()
    lost_direct = printed = 0
    for row in rows:
        key = (row["set"], row["article"])
        text = load_texts(row["set"])[row["article"]]
        letters = find_letters(text, row["spans"])
        quote = find_quote(everything[key], text, letters)
        is_shown = quote is not None and quote["id"] in {quote["id"] for quote in shown[key]["quotes"]}
        counts[row["said"], is_shown] += 1
        if quote is not None:
            counts["found"] += 1
            counts["act"] += quote["act"] == row["act"]
            counts["polarity"] += quote["polarity"] == row["polarity"]
            lost_direct += quote["kind"] == "direct" and not is_shown
        if row["said"] != is_shown and args.half == "dev" and printed < args.errors:
            printed += 1
            cue, source = quote and quote["cue"] and quote["cue"]["text"], quote and quote["speaker"]
            act = quote and (quote["act"], quote["kind"], quote["confidence"])
            content = " ".join(" … ".join(text[start:end] for start, end in row["spans"]).split())
            print(f"{'shown' if is_shown else 'left out'}: {source and source['mention']!r} | {cue!r} | {content[:90]}")
            print(f"    {act}, labelled {row['act']}")
    precision = 100 * counts[True, True] / max(1, counts[True, True] + counts[False, True])
    recall = 100 * counts[True, True] / max(1, counts[True, True] + counts[True, False])
    print(f"{len(rows)} quotes of the half {args.half}, {counts['found']} found, direct quotes lost: {lost_direct}")
    print(f"shown: precision {precision:.1f} % (floor {MIN_PRECISION:g}), recall {recall:.1f} % (floor {MIN_RECALL:g})")
    for name in ("act", "polarity"):
        print(f"{name}: {100 * counts[name] / max(1, counts['found']):.1f} % as labelled")
    return 1 if precision < MIN_PRECISION or recall < MIN_RECALL else 0


if __name__ == "__main__":
    sys.exit(main())
