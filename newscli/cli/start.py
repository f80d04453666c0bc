"""Where the program starts: with a worker, which gets ready while this process loads what it needs itself."""

import sys

from newscli.process import set_up_process

# The commands that need a worker, and whether it needs the model. If this is out of date, the start is slower.
_NEED_MODEL = {
    "show": True,
    "read": True,
    "quotes": True,
    "entities": True,
    "outline": True,
    "meta": False,
    "timeline": False,
    "index": True,
    "verify": True,
    "diff": True,
    "check": True,
}
_HELP = {"--help", "-h"}


def main() -> None:
    """Run the program."""
    set_up_process()
    command, *arguments = sys.argv[1:] or [""]
    # Without arguments the input is standard input, which may be a terminal: then the program only shows its help.
    if command in _NEED_MODEL and arguments and not _HELP.intersection(arguments):
        from newscli.launch import launch_spare

        launch_spare(use_model=_NEED_MODEL[command])
    from newscli.cli.main import main

    main()
