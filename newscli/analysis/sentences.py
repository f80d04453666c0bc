"""Where sentences end, good enough to bound a reported clause."""

import re
from collections.abc import Sequence

from newscli.model import Span

# Possessive, and begun only where a run of stops begins: linear on any run of them.
_END = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s++[\"'“‘«„(\[`]*+[A-ZÀ-ÖØ-ÞА-Я0-9]|\s*+\Z)|[。！？]++[」』”]*+"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Col|Lt|Sgt|Capt|Prof|Rev|St|Jr|Sr|Hon|Adm|Maj|No|vs|Inc|Corp|Co|Ltd"
    r"|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich"
    r"|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|a\.m|p\.m)|\b[A-Z]|\b[A-Z]\.[A-Z])$"
)


def boundaries(text: str, span: Span, closed: Sequence[Span]) -> list[int]:
    """Where sentences end within ``span``, outside of the ``closed`` spans; the last is span.end."""
    ends: list[int] = []
    k = 0
    for match in _END.finditer(text, span.start, span.end):
        while k < len(closed) and closed[k].end <= match.start():
            k += 1
        if k < len(closed) and closed[k].start < match.start() + 1 and match.start() < closed[k].end - 2:
            continue
        tail = text[max(span.start, match.start() - 8) : match.start()]
        if match.group() == "." and _ABBREVIATION.search(tail) and match.end() < span.end:
            continue
        ends.append(match.end())
    if not ends or ends[-1] < span.end:
        ends.append(span.end)
    return ends
