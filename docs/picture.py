"""Make docs/show.svg, the picture in the README, by Rich's own export: python docs/picture.py"""

import contextlib
import io
import os
import re
import sys

from examples import ROOT, WIDTH, run_on_terminal
from rich.console import Console
from rich.text import Text

COMMAND = "newscli show samples/headline.txt"
# Rich's template fetches a font from the network; the viewer's own monospace font will do.
FONT_FACE = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)


def draw() -> str:
    """The SVG of ``newscli show`` on a sample, as a terminal shows it."""
    with contextlib.chdir(ROOT):
        output = run_on_terminal(COMMAND, colour=True)
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, markup=False, emoji=False)
    console.print(Text.from_ansi(output))
    return FONT_FACE.sub("", console.export_svg(title=COMMAND))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    # What Rich takes from the terminal that it runs on.
    os.environ.update(COLUMNS=str(WIDTH), TERM="xterm-256color")
    (ROOT / "docs" / "show.svg").write_text(draw(), "utf-8")
