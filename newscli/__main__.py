"""Run newscli as `python -m newscli`."""

from newscli.cli.start import main

main()
