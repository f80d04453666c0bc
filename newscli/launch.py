"""Start worker processes. This module is imported before all others, and imports next to nothing."""

import os
import subprocess
import sys
from pathlib import Path

import newscli

# A process that was started before anybody knew what for.
_spare: list[subprocess.Popen[bytes]] = []


def launch(*, network: bool = False) -> subprocess.Popen[bytes]:
    """Start a worker; with ``network`` it may connect to servers. Raises OSError if it can't be started."""
    # -P: no module is imported from the current folder, where strangers may have put one.
    command = [sys.executable, "-P", "-m", "newscli.worker", str(os.getpid())]
    command += ["--network"] if network else []
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_make_environment())


def launch_spare(*, use_model: bool) -> None:
    """Start a worker for whoever asks for one first; it loads the model at once if it will be needed."""
    try:
        process = launch()
        assert process.stdin is not None
        process.stdin.write(b'{"warm": true}\n' if use_model else b'{"warm": false}\n')
        process.stdin.flush()
    except OSError:
        # Whoever asks for one tries again, and says what is wrong.
        return
    _spare.append(process)


def take_spare() -> subprocess.Popen[bytes] | None:
    """Take the worker that was started by ``launch_spare``, if there is one."""
    return _spare.pop() if _spare else None


def _make_environment() -> dict[str, str]:
    """Make the environment of a worker: it must find the newscli that is running, installed or not."""
    environment = dict(os.environ)
    folder = Path(newscli.__file__).parents[1]
    if folder.name not in ("site-packages", "dist-packages"):
        paths = (environment.get("PYTHONPATH"), str(folder))
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    return environment
