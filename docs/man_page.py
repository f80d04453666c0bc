"""Write docs/newscli.1, the man page, from the program's own help.

python docs/man_page.py            write it
python docs/man_page.py --check    write nothing; exit with 1 where it is out of date
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "newscli.1"
# What the pages say beside the help of the commands, in man(7).
EXIT_STATUS = """\
.SH EXIT STATUS
.TP
.B 0
Every input was read, even if nothing was found.
.TP
.B 1
An input failed, and the others were printed; or the output could not be written.
.TP
.B 2
Wrong usage.
.TP
.B 130
Interrupted; the output is incomplete.
.SH ENVIRONMENT
.TP
.B NO_COLOR
No colours, but still bold, italic and underlined words on a terminal.
.TP
.B FORCE_COLOR
Colours even where the output is no terminal.
.TP
.B PAGER
The program that shows long output on a terminal; less if it is not set, none if it is cat.
.SH SEE ALSO
.BR jq (1),
.BR less (1)
"""


def write_page() -> str:
    """The page as it should be."""
    sys.path.insert(0, str(ROOT))
    from newscli import __version__
    from newscli.cli.main import build_app

    program: Any = typer.main.get_command(build_app())
    context = program.make_context("newscli", [], resilient_parsing=True)
    lines = [
        f'.TH NEWSCLI 1 "" "newscli {__version__}" "User Commands"',
        ".SH NAME",
        "newscli \\- inspect news articles",
        ".SH SYNOPSIS",
        ".B newscli",
        ".I COMMAND",
        "[\\fIOPTIONS\\fR] [\\fIFILE\\fR...]",
        ".SH DESCRIPTION",
        *_write_help(program.help),
        ".SH COMMANDS",
    ]
    for name in program.list_commands(context):
        command = program.get_command(context, name)
        lines += [f".SS newscli {name}", *_write_help(command.help)]
        sub_context = command.make_context(name, [], parent=context, resilient_parsing=True)
        for parameter in command.get_params(sub_context):
            record = parameter.get_help_record(sub_context)
            if record is not None:
                lines += [".TP", f"\\fB{_escape(record[0])}\\fR", _escape(record[1])]
    return "\n".join(lines) + "\n" + EXIT_STATUS


def _write_help(text: str) -> Iterator[str]:
    """Yield the lines of a help text: its examples as they are, the rest as paragraphs."""
    for number, paragraph in enumerate(text.strip().split("\n\n")):
        if number:
            yield ".PP"
        lines = paragraph.replace("\b\n", "").splitlines()
        if lines[0] == "Examples:":
            yield from (".nf", *(_escape(line) for line in lines), ".fi")
        else:
            yield from map(_escape, lines)


def _escape(text: str) -> str:
    """Escape what roff would read as a command or a hyphen (groff_char(7))."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga")
    escaped = escaped.replace("^", "\\(ha").replace("~", "\\(ti")
    return f"\\&{escaped}" if escaped.startswith(".") else escaped


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    page = write_page()
    if not parser.parse_args().check:
        PAGE.write_text(page, "utf-8")
    elif not PAGE.exists() or PAGE.read_text("utf-8") != page:
        sys.exit("docs/newscli.1 is out of date: run python docs/man_page.py")


if __name__ == "__main__":
    main()
