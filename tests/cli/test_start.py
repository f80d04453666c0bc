"""The start of the program: a worker gets ready for the commands that need one."""

from newscli.cli.start import _NEED_MODEL
from tests.conftest import COMMANDS


def test_every_command_that_reads_articles_gets_a_worker_early() -> None:
    assert sorted(_NEED_MODEL) == sorted([*COMMANDS, "index", "verify", "diff", "check"])
