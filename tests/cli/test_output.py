"""--output: a file that is written whole or not at all."""

import json
from pathlib import Path

from tests.conftest import SAMPLES, invoke

HEADLINE, BARE = str(SAMPLES / "headline.txt"), str(SAMPLES / "bare.txt")


def test_output_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("old")
    assert invoke("meta", "--json", "--output", str(target), HEADLINE, BARE).code == 0
    assert [json.loads(line)["error"] for line in target.read_text("utf-8").splitlines()] == [None, None]
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_output_to_a_link_goes_to_the_file_that_it_names(tmp_path: Path) -> None:
    target, link = tmp_path / "out.json", tmp_path / "link.json"
    link.symlink_to(target.name)
    for _ in range(2):
        assert invoke("meta", "--json", "--output", str(link), HEADLINE).code == 0
        assert link.is_symlink()
        assert json.loads(target.read_text("utf-8"))["error"] is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.json", "out.json"]


def test_output_is_not_touched_when_it_cannot_be_written(tmp_path: Path) -> None:
    outcome = invoke("meta", "--output", str(tmp_path / "no" / "out.json"), HEADLINE)
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.startswith("newscli: --output")
