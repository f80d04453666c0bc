"""Draw docs/show.svg, the picture in the README, with Rich's own export: python docs/picture.py"""

import io
import re
from pathlib import Path

from rich.console import Console

from newscli import inspect, read
from newscli.rendering.views.show import build_page

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = "samples/headline.txt"
COLUMNS = 96
# Rich's template loads a font from the network; the viewer's own monospace font will do.
FONT_FACE = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)


def draw_picture() -> str:
    """The SVG of `newscli show` on a sample."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, markup=False, emoji=False)
    report = inspect(read(ROOT / SAMPLE, name=SAMPLE))
    console.print(build_page(report))
    return FONT_FACE.sub("", console.export_svg(title=f"newscli show {SAMPLE}"))


if __name__ == "__main__":
    (ROOT / "docs" / "show.svg").write_text(draw_picture(), "utf-8")
