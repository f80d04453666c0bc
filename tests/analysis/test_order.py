"""The same article gets the same report whatever the hash seed, and whichever articles came before it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, SAMPLES

# In each of these the gender of one person is a tie between two first names, and decides whom a pronoun means.
TIES = {
    "alex.txt": "Alex Moss opened the new bridge on Monday in the old town.\n\n"
    "Sandra Moss and Peter Hale spoke first at the meeting. She said the bridge was late.\n\n"
    '"It is done," he said. "We can go home."\n',
    "sam.txt": "Samantha Reed met David Cole on Tuesday at the harbour office.\n\n"
    "Sam Reed spoke for an hour about the ferry.\n\n"
    '"The ferry is too small," he said. She said it would be sold.\n',
    "sasha.txt": "Alexander Finch and Robert Finch ran the mill for ten years.\n\n"
    'Sasha Finch left it in May. Mr. Finch said the mill would close. "It made no money," he said.\n\n'
    "The mill was old, he said, and she said so too.\n",
    "sandra.txt": "Sandra Boyle won the race on Sunday in front of a large crowd.\n\n"
    "Alex Boyle had trained for a year. Jane Boyle came second. Mrs. Boyle said she was tired.\n\n"
    '"I am glad," she said. He said it was a good day.\n',
}
ARTICLES = ("bare.txt", "headline.txt", "interview.txt", "voices-abroad.txt", "wrapped.txt", "front-matter.md")
SCRIPT = """
import json, sys
import newscli

for path in sys.argv[1:]:
    print(json.dumps([path, repr(newscli.inspect(newscli.read(path)))]))
"""


def inspect_in_process(paths: list[Path], seed: int) -> dict[str, str]:
    """Return the report of each path, as Python shows it, from a process with a hash seed."""
    process = subprocess.run(
        [sys.executable, "-c", SCRIPT, *map(str, paths)],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": str(seed)},
    )
    return dict(map(json.loads, process.stdout.splitlines()))


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("ties")
    for name, text in TIES.items():
        (folder / name).write_text(text, "utf-8")
    return [*(folder / name for name in TIES), *(SAMPLES / name for name in ARTICLES)]


def test_reports_depend_neither_on_the_hash_seed_nor_on_the_order_of_articles(paths: list[Path]) -> None:
    expected = inspect_in_process(paths, seed=0)
    assert len(expected) == len(paths)
    assert inspect_in_process(paths[::-1], seed=1) == expected
    assert inspect_in_process(paths, seed=2) == expected
