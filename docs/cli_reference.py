"""Write docs/cli.md, the reference of every command, from the program's own help.

python docs/cli_reference.py            write it
python docs/cli_reference.py --check    write nothing; exit with 1 where it is out of date
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "cli.md"
WIDTH = 80
INTRODUCTION = """\
# Commands

<!-- Written by docs/cli_reference.py from the help of each command: change the help, not this page. -->

## Input

`FILE...` takes files, folders, addresses of web pages, and `-` for standard input. A folder stands for every file in
it and in its subfolders that newscli can read, in sorted order. Each article in a file with several gets a path of its
own, such as `export.json#3`. Without `FILE` newscli reads standard input; if that is a terminal, it prints help
instead.

## Output

On a terminal, tables fit its width and text wraps. In a pipe or a file, tables are tab-separated, with a header line
and the path in the first column; tabs and newlines within cells are escaped. `show` prints plain text there, 100
columns wide unless `--width` says otherwise. It has no CSV.

`--json` prints one object for each article: indented on a terminal, otherwise on one line. [json.md](json.md)
describes it. Each article is printed as soon as it has been inspected; only `timeline` sorts its table across all
articles first. `--output FILE` writes the file whole or not at all; if a run of `--json` ends early,
the articles that were finished stay in `FILE.part`.

Errors go to standard error, and so does a progress bar once a run has taken two seconds. The bar appears only on a
terminal, and never while standard output is a pipe; `--quiet` turns it off.

Colours follow `--color` and the environment variables `NO_COLOR`, `FORCE_COLOR` and `TERM=dumb`.

## Exit status

| status | meaning |
|---|---|
| 0 | every input was read, even if nothing was found |
| 1 | an input failed, and the others were printed; or the output could not be written |
| 2 | wrong usage |
| 130 | interrupted; the output is incomplete |
"""


def write_reference() -> str:
    """The page as it should be."""
    sys.path.insert(0, str(ROOT))
    from newscli.cli.main import build_app

    program: Any = typer.main.get_command(build_app())
    helps = "\n".join(f"## {name}\n\n```text\n{text}\n```\n" for name, text in _list_helps(program))
    return f"{INTRODUCTION}\n{helps}"


def _list_helps(program: Any) -> Iterator[tuple[str, str]]:
    """Each command's name and its help."""
    context = typer.Context(program, info_name="newscli", terminal_width=WIDTH, **program.context_settings)
    yield "newscli", program.get_help(context)
    for name, command in getattr(program, "commands", {}).items():
        inner = typer.Context(command, info_name=name, parent=context, terminal_width=WIDTH)
        yield f"newscli {name}", command.get_help(inner)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    reference = write_reference()
    if not check:
        PAGE.write_text(reference, "utf-8")
    elif PAGE.read_text("utf-8") != reference:
        sys.exit("docs/cli.md is out of date: run python docs/cli_reference.py")


if __name__ == "__main__":
    main()
