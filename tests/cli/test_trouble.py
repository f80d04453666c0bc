"""Trouble from outside: full disks, folders that can't be written, files that vanish, killed processes."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import HANG_SECONDS, ROOT, SAMPLES, invoke, run_newscli

resource = pytest.importorskip("resource")
HEADLINE = str(SAMPLES / "headline.txt")
PROGRAM = [sys.executable, "-m", "newscli"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def start(*arguments: str) -> subprocess.Popen[str]:
    """Start the program; its output is read by the test."""
    return subprocess.Popen(
        [*PROGRAM, *arguments], cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def run_limited(
    *arguments: str, preexec_fn: Callable[[], None] | None = None, obey_modes: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run the program; with ``obey_modes``, file modes apply to it even if root runs the tests."""
    command = [*PROGRAM, *arguments]
    if obey_modes and os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("root runs the tests, and setpriv is not installed")
        command = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", *command]
    return subprocess.run(
        command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False, preexec_fn=preexec_fn
    )


def test_a_disk_that_fills_up_leaves_the_old_output(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("old")

    def limit_file_size() -> None:
        # A file may grow to 20 kB, as if the disk were full then; Python ignores the signal and gets the error.
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    result = run_limited("show", "--json", "-o", str(target), *[HEADLINE] * 5, preexec_fn=limit_file_size)
    assert result.returncode == 1
    part = tmp_path / "out.json.part"
    assert result.stderr.splitlines() == [
        f"newscli: the articles that were finished are in {part}",
        f"newscli: --output {target}: can't be written: File too large",
    ]
    assert target.read_text() == "old"
    # Each takes over 10 kB.
    assert [json.loads(line)["error"] for line in part.read_text("utf-8").splitlines()] == [None]


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root can mount a disk")
def test_a_full_disk_leaves_no_output(tmp_path: Path) -> None:
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "none", str(tmp_path)], check=False).returncode:
        pytest.skip("this root may not mount a disk")
    try:
        result = run_limited("show", "-o", str(tmp_path / "out.tsv"), *[HEADLINE] * 10)
        assert result.returncode == 1
        assert result.stderr == f"newscli: --output {tmp_path}/out.tsv: can't be written: No space left on device\n"
        assert list(tmp_path.iterdir()) == []
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


def test_a_folder_without_write_permission_keeps_its_files(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    (folder / "out.json").write_text("old")
    folder.chmod(0o555)
    result = run_limited("meta", "-o", str(folder / "out.json"), HEADLINE, obey_modes=True)
    assert result.returncode == 1
    assert result.stderr == f"newscli: --output {folder}/out.json: can't be written: Permission denied\n"
    assert (folder / "out.json").read_text() == "old"


def test_a_file_without_read_permission_stops_no_other(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("It was late, she said.\n")
    path.chmod(0)
    result = run_limited("meta", "--json", str(path), HEADLINE, obey_modes=True)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.returncode == 1
    assert [row["error"] is None for row in rows] == [False, True]
    assert "permission denied" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_file_that_vanishes_before_it_is_read_is_reported_in_one_line(tmp_path: Path) -> None:
    for name in ("a.txt", "c.txt"):
        (tmp_path / name).write_text("It was late, she said.\n")
    os.mkfifo(tmp_path / "b.txt")
    with start("meta", str(tmp_path)) as process:
        # While the program waits for the second file, the third vanishes.
        with (tmp_path / "b.txt").open("w") as pipe:
            (tmp_path / "c.txt").unlink()
            pipe.write("It rained, he said.\n")
        out, err = process.communicate(timeout=HANG_SECONDS)
    assert process.returncode == 1
    assert len(out.splitlines()) == 1 + 2
    assert err == f"newscli: {tmp_path}/c.txt: no such file; check the path\n"


def test_a_file_that_grows_without_end_is_read_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "grows.txt"
    path.write_bytes(b"It was late, she said.\n")
    stop = threading.Event()

    def grow() -> None:
        with path.open("ab") as file:
            # Far over the limit, yet small enough for any disk.
            while not stop.is_set() and file.tell() < 100_000_000:
                file.write(b"It rained, he said. " * 5000)
                file.flush()

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        outcome = run_newscli("meta", "--max-bytes", "3000000", str(path))
    finally:
        stop.set()
        writer.join()
    # Which of the two happens depends on whether the writing thread or the program is faster.
    assert (outcome.code, len(outcome.err.splitlines())) in ((0, 0), (1, 1))
    assert outcome.code == 0 or "raise --max-" in outcome.err


def test_an_endless_pipe_of_one_line_is_limited(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "endless.txt")
    with start("meta", "--max-bytes", "1000000", str(tmp_path / "endless.txt")) as process:
        with contextlib.suppress(BrokenPipeError), (tmp_path / "endless.txt").open("wb", buffering=0) as pipe:
            while True:
                pipe.write(b"word " * 10_000)
        out, err = process.communicate(timeout=HANG_SECONDS)
    assert (process.returncode, len(out.splitlines())) == (1, 1)
    assert "--max-bytes" in err


def test_a_folder_never_leads_out_of_itself(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    for folder in (inside, outside):
        (folder / "a.txt").write_text(f"It was late {folder.name}, she said.\n")
    (inside / "link.txt").symlink_to(outside / "a.txt")
    (inside / "folder").symlink_to(outside)
    (inside / "own.txt").symlink_to(inside / "a.txt")
    outcome = invoke("meta", "--json", str(inside))
    assert [Path(json.loads(line)["source"]["path"]).name for line in outcome.out.splitlines()] == ["a.txt", "own.txt"]


def test_an_error_that_nobody_reads_stops_nothing(tmp_path: Path) -> None:
    reading_end, writing_end = os.pipe()
    os.close(reading_end)
    target = tmp_path / "out.tsv"
    command = [*PROGRAM, "meta", "missing.txt", HEADLINE, "samples/bare.txt"]
    try:
        piped = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=writing_end, check=False)
        written = subprocess.run([*command, "-o", str(target)], cwd=ROOT, stderr=writing_end, check=False)
    finally:
        os.close(writing_end)
    assert (piped.returncode, written.returncode) == (1, 1)
    assert len(piped.stdout.splitlines()) == 3
    assert target.read_bytes() == piped.stdout
