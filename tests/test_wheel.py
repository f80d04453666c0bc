"""The wheel, built and installed alone in a new virtual environment, works from another folder."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT


def test_the_wheel_alone(tmp_path: Path) -> None:
    source = tmp_path / "source"
    keep = shutil.ignore_patterns(".*", "__pycache__", "build", "dist")
    shutil.copytree(ROOT, source, ignore=keep)
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(tmp_path), str(source)],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    python = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    subprocess.run([str(python), "-m", "pip", "install", "-q", str(wheel)], check=True, capture_output=True)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.copy(ROOT / "samples" / "headline.txt", elsewhere)
    shutil.copy(ROOT / "samples" / "front-matter.md", elsewhere)
    command = [str(python.parent / "newscli"), "show", "headline.txt", "front-matter.md"]
    done = subprocess.run(command, cwd=elsewhere, capture_output=True, text=True, encoding="utf-8", check=True)
    assert "Island Ferry Line to Run All Night After Petition" in done.stdout
    assert "s2 A NIGHT IN JANUARY" in done.stdout
    assert done.stderr == ""
