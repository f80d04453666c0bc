"""Run newscli as `python -m newscli`."""

from newscli.cli.main import main

main()
