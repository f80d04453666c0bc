"""Drive Chromium through its pipe (--remote-debugging-pipe), to save and print a page as a browser does."""

import base64
import json
import os
import subprocess
import tempfile
from typing import Any, NamedTuple

_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --remote-debugging-pipe"
).split()
_EXIT_SECONDS = 30


class SavedPage(NamedTuple):
    """A page as a browser saves it: its markup after all scripts, the page as one file (MHTML), and printed (PDF)."""

    markup: str
    mhtml: bytes
    pdf: bytes


def save_page(url: str, host: str, port: int) -> SavedPage:
    """Load a page in Chromium and save it in all three ways. ``host`` resolves to a server at ``port`` on this
    machine."""
    to_read, to_write = os.pipe()
    from_read, from_write = os.pipe()
    with tempfile.TemporaryDirectory() as profile:
        # Chromium reads its commands from descriptor 3 and answers on descriptor 4.
        line = f'exec chromium "$@" 3<&{to_read} 4>&{from_write} 2>/dev/null'
        command = ["bash", "-c", line, "chromium", *_FLAGS, f"--user-data-dir={profile}"]
        command += [f"--host-resolver-rules=MAP {host}:80 127.0.0.1:{port}", "about:blank"]
        browser = subprocess.Popen(command, pass_fds=(to_read, from_write))
        os.close(to_read)
        os.close(from_write)
        with os.fdopen(to_write, "wb", buffering=0) as commands, os.fdopen(from_read, "rb") as answers:
            connection = _Connection(commands, answers)
            target = connection.call("Target.createTarget", url="about:blank")["targetId"]
            connection.session = connection.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
            connection.call("Page.enable")
            connection.call("Page.navigate", url=url)
            connection.wait_for("Page.loadEventFired")
            document = connection.call("Runtime.evaluate", expression="document.documentElement.outerHTML")
            snapshot = connection.call("Page.captureSnapshot")
            printed = connection.call("Page.printToPDF", displayHeaderFooter=True)
            connection.session = None
            connection.call("Browser.close")
        browser.wait(_EXIT_SECONDS)
    markup = f"<!DOCTYPE html>\n{document['result']['value']}\n"
    return SavedPage(markup, snapshot["data"].encode("utf-8"), base64.b64decode(printed["data"]))


class _Connection:
    """A connection by the DevTools protocol: messages of JSON, each ended by a NUL."""

    def __init__(self, commands: Any, answers: Any) -> None:
        self.commands = commands
        self.answers = answers
        self.last_id = 0
        self.session: str | None = None
        self.events: list[str] = []

    def call(self, method: str, **parameters: Any) -> Any:
        """Call a method in the current session and return its result."""
        self.last_id += 1
        message = {"id": self.last_id, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        self.commands.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read_message()
            if answer.get("id") == self.last_id:
                return answer["result"]

    def wait_for(self, event: str) -> None:
        """Return once an event has occurred, now or before."""
        while event not in self.events:
            self._read_message()

    def _read_message(self) -> Any:
        data = bytearray()
        while (byte := self.answers.read(1)) != b"\0":
            data += byte
        message = json.loads(data)
        self.events.append(message.get("method", ""))
        return message
