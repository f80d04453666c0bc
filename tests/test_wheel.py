"""The wheel, built and installed in an empty virtual environment, works from another folder."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT, SAMPLES


def test_the_wheel_works_alone(tmp_path: Path) -> None:
    source = tmp_path / "source"
    ignore = shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "tests", "training", "benchmarks")
    shutil.copytree(ROOT, source, ignore=ignore)
    run([sys.executable, "-m", "build", "--wheel", "--outdir", str(tmp_path), str(source)])
    (wheel,) = tmp_path.glob("*.whl")
    run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "venv")])
    scripts = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    # This environment's pip, as putting one into the other takes seconds.
    run([sys.executable, "-m", "pip", "--python", str(scripts / "python"), "install", "-q", "--no-compile", str(wheel)])
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name in ("headline.txt", "front-matter.md"):
        shutil.copy(SAMPLES / name, elsewhere)
    process = run([str(scripts / "newscli"), "show", "headline.txt", "front-matter.md"], cwd=elsewhere)
    assert "Island Ferry Line to Run All Night After Petition" in process.stdout
    assert "s2 A NIGHT IN JANUARY" in process.stdout
    assert process.stderr == ""
    run([str(scripts / "newscli"), "show", "headline.txt", "--output", "report.html"], cwd=elsewhere)
    assert "<svg" in (elsewhere / "report.html").read_text("utf-8")
    assert (tmp_path / "venv" / "share" / "man" / "man1" / "newscli.1").exists()


def run(command: list[str], cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    process = subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False)
    assert process.returncode == 0, process.stderr
    return process
