"""Every command in every output format at a real terminal, with every hostile string in every place that is printed."""

import json
import os
import re
from pathlib import Path
from typing import get_args

import pytest

from newscli.rendering.style import OutputFormat
from newscli.rendering.views import load_view
from tests.cli.test_terminal import run_at_terminal
from tests.conftest import COMMANDS

# Colours, a window title, C1 controls, what moves the cursor, bidi controls, separators, NUL, and half a character.
STRINGS = (
    "\x1b[31m", "\x1b]0;owned\x07", "\x9b31m", "\x90q\x9c", "\x08\x7f", "\r", "\u202e", "\u2066\u2069", "\u061c",
    "\u200f", "\u2028\u2029", "\0", "\ud800", "[red]", ":smile:",
)  # fmt: skip
ALL = "".join(STRINGS)
# What may reach a terminal that takes no styles: everything but what a terminal obeys. A pty ends lines with \\r\\n.
OBEYED = re.compile("\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
KEYS = ("headline", "author", "publisher", "articleSection", "url", "datePublished", "dateModified", "inLanguage")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """An article with all strings in all fields, a broken file and a missing one, with hostile names."""
    folder = tmp_path_factory.mktemp("hostile")
    text = "\n\n".join(
        f"“The ferry was late{string} again,” said Mayor Ann Lee{string} of Skerry on 5 May 2031. Jon Ei{string}de"
        f" denied that it{string} had sailed to Bergen{string}, and the Har{string}bour Trust said that it would wait."
        for string in STRINGS
    )
    record = {**dict.fromkeys(KEYS, f"Ferry {ALL}"), "articleBody": text}
    name = "a\x1b[31m\u202e\x9b\n\x07.json"
    (folder / name).write_text(json.dumps(record), "utf-8")
    broken = folder / "b\x1b[2J\u2066.json"
    broken.write_text("{broken\x1b[31m", "utf-8")
    undecodable = os.fsencode(folder) + b"/c\xff\x1b.txt"
    Path(os.fsdecode(undecodable)).write_text(text.replace("\0", "").replace("\ud800", ""), "utf-8")
    return [str(folder / name), str(broken), os.fsdecode(undecodable), str(folder / "missing\x1b]0;x\x07")]


@pytest.mark.parametrize("output_format", get_args(OutputFormat))
@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_that_a_terminal_obeys_reaches_it(command: str, output_format: str, files: list[str]) -> None:
    view = load_view(command)
    if (output_format == "csv" and not view.columns) or (output_format == "html" and view.build_html is None):
        pytest.skip(f"has no {output_format}")
    outcome = run_at_terminal(command, "--format", output_format, *files, variables={"TERM": "dumb"})
    assert outcome.code == 1
    assert not OBEYED.search(outcome.out)
    assert not OBEYED.search(outcome.err)
    assert len(outcome.err.splitlines()) == 2
    assert outcome.out.strip()
