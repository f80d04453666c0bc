"""What goes wrong outside of newscli: full disks, folders that can't be written, files that vanish, killed readers."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from newscli.errors import UnreadableError
from newscli.pipeline import read
from tests.conftest import ROOT, SAMPLES, invoke, run_newscli

resource = pytest.importorskip("resource")
HEADLINE = str(SAMPLES / "headline.txt")
PROGRAM = [sys.executable, "-m", "newscli"]


def run(*arguments: str, mighty: bool = True, **how: Any) -> subprocess.CompletedProcess[str]:
    """Run the program; with ``mighty`` false the modes of files hold for it, even if root runs it."""
    powers = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"] if not mighty and os.geteuid() == 0 else []
    if powers and shutil.which("setpriv") is None:
        pytest.skip("root, and no setpriv here")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [*powers, *PROGRAM, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, **how)


def test_a_disk_that_fills_up_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("old")

    def little() -> None:
        # A file may grow to 20 kB, as if the disk were full then; Python ignores the signal and gets the error.
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = run("show", "--json", "-o", str(target), *[HEADLINE] * 5, preexec_fn=little)
    assert done.returncode == 1
    assert done.stderr == f"newscli: --output {target}: can't be written: File too large\n"
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root can mount")
def test_a_real_full_disk(tmp_path: Path) -> None:
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "none", str(tmp_path)], check=False).returncode:
        pytest.skip("no right to mount")
    try:
        done = run("show", "--json", "-o", str(tmp_path / "out.json"), *[HEADLINE] * 5)
        assert done.returncode == 1
        assert done.stderr == f"newscli: --output {tmp_path}/out.json: can't be written: No space left on device\n"
        assert list(tmp_path.iterdir()) == []
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    (folder / "out.json").write_text("old")
    folder.chmod(0o555)
    done = run("meta", "-o", str(folder / "out.json"), HEADLINE, mighty=False)
    assert done.returncode == 1
    assert done.stderr == f"newscli: --output {folder}/out.json: can't be written: Permission denied\n"
    assert (folder / "out.json").read_text() == "old"


def test_a_file_that_may_not_be_read_stops_no_other(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("It was late, she said.\n")
    path.chmod(0)
    done = run("meta", "--json", str(path), HEADLINE, mighty=False)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [row["error"] is None for row in rows] == [False, True]
    assert "permission denied" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_files_that_vanish_before_they_are_read(tmp_path: Path) -> None:
    for name in ("a.txt", "c.txt"):
        (tmp_path / name).write_text("It was late, she said.\n")
    os.mkfifo(tmp_path / "b.txt")
    with subprocess.Popen([*PROGRAM, "meta", str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        # While the second is waited for, the third goes.
        with (tmp_path / "b.txt").open("w") as pipe:
            (tmp_path / "c.txt").unlink()
            pipe.write("It rained, he said.\n")
        out, err = process.communicate(timeout=30)
    assert process.returncode == 1
    assert len(out.splitlines()) == 1 + 2
    assert err.decode() == f"newscli: {tmp_path}/c.txt: there is no such file; check the path\n"


def test_a_file_that_grows_without_end_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "grows.txt"
    path.write_bytes(b"It was late, she said.\n")
    done = threading.Event()

    def grow() -> None:
        with path.open("ab") as file:
            while not done.is_set():
                file.write(b"It rained, he said. " * 5000)
                file.flush()

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        found = run_newscli("meta", "--max-bytes", "3000000", "--max-seconds", "20", str(path))
    finally:
        done.set()
        writer.join()
    assert found.code in (0, 1)
    assert len(found.err.splitlines()) == found.code
    assert found.code == 0 or "raise --max-" in found.err


def slow_pdf(path: Path) -> None:
    """A document that pypdf reads for many seconds."""
    canvas = Canvas(str(path))
    for page in range(1500):
        text = canvas.beginText(60, 780)
        text.textLines([f"It was {page}, she said, and it rained." for _ in range(40)])
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()


def children(process: int) -> list[int]:
    found = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True)
    pairs = [tuple(map(int, line.split())) for line in found.stdout.splitlines()]
    return [pid for pid, parent in pairs if parent == process]


def test_a_killed_pdf_reader_is_one_line_and_the_others_are_read(tmp_path: Path) -> None:
    slow_pdf(tmp_path / "slow.pdf")
    command = [*PROGRAM, "meta", "--json", str(tmp_path / "slow.pdf"), HEADLINE]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        while not (found := children(process.pid)):
            time.sleep(0.02)
        os.kill(found[0], signal.SIGKILL)
        out, err = process.communicate(timeout=30)
    rows = [json.loads(line) for line in out.splitlines()]
    assert process.returncode == 1
    assert [row["error"] and row["error"]["code"] for row in rows] == ["unreadable", None]
    assert err == f"newscli: {tmp_path}/slow.pdf: was not read: its reader was ended by signal 9; try it again\n"


def test_an_interrupt_ends_the_pdf_reader_too(tmp_path: Path) -> None:
    slow_pdf(tmp_path / "slow.pdf")
    target = tmp_path / "out.json"
    command = [*PROGRAM, "meta", "--json", "-o", str(target), str(tmp_path / "slow.pdf")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        while not (found := children(process.pid)):
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert err == "newscli: interrupted; the output is not whole\n"
    assert [path.name for path in tmp_path.iterdir()] == ["slow.pdf"]
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(found[0])], capture_output=True, text=True, check=False)
    assert state.stdout.strip()[:1] in ("", "Z")


def test_an_answer_that_is_no_answer_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(*_: object, **__: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess([], 1, b"")

    monkeypatch.setattr(subprocess, "run", silent)
    with pytest.raises(UnreadableError, match="its reader"):
        read(SAMPLES / "document.pdf")


def test_an_endless_pipe_of_one_line_is_limited(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "endless.txt")
    command = [*PROGRAM, "meta", "--max-bytes", "1000000", str(tmp_path / "endless.txt")]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        with contextlib.suppress(BrokenPipeError), (tmp_path / "endless.txt").open("wb", buffering=0) as pipe:
            while True:
                pipe.write(b"word " * 10_000)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 1
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
    done = invoke("meta", "--json", str(inside))
    assert [Path(json.loads(line)["source"]["path"]).name for line in done.out.splitlines()] == ["a.txt", "own.txt"]
