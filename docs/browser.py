"""What a browser makes of a page at an address: Chromium, driven through its pipe (--remote-debugging-pipe)."""

import base64
import json
import os
import subprocess
import tempfile
from typing import Any

_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --remote-debugging-pipe"
).split()


def saved(address: str, host: str, port: int) -> tuple[str, bytes, bytes]:
    """The page as the browser has it: its markup, all of it in one file (MHTML), and printed (PDF). The host's pages
    are those of a server on this machine's port."""
    to_read, to_write = os.pipe()
    from_read, from_write = os.pipe()
    with tempfile.TemporaryDirectory() as profile:
        line = f'exec chromium "$@" 3<&{to_read} 4>&{from_write} 2>/dev/null'
        command = ["bash", "-c", line, "chromium", *_FLAGS, f"--user-data-dir={profile}"]
        command += [f"--host-resolver-rules=MAP {host}:80 127.0.0.1:{port}", "about:blank"]
        browser = subprocess.Popen(command, pass_fds=(to_read, from_write))
        os.close(to_read)
        os.close(from_write)
        with os.fdopen(to_write, "wb", buffering=0) as ask, os.fdopen(from_read, "rb") as answer:
            talk = _Talk(ask, answer)
            target = talk.call("Target.createTarget", url="about:blank")["targetId"]
            talk.session = talk.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
            talk.call("Page.enable")
            talk.call("Page.navigate", url=address)
            talk.wait("Page.loadEventFired")
            shown = talk.call("Runtime.evaluate", expression="document.documentElement.outerHTML")["result"]["value"]
            whole = talk.call("Page.captureSnapshot")["data"].encode("utf-8")
            printed = base64.b64decode(talk.call("Page.printToPDF", displayHeaderFooter=True)["data"])
            talk.session = None
            talk.call("Browser.close")
        browser.wait(30)
    return f"<!DOCTYPE html>\n{shown}\n", whole, printed


class _Talk:
    """Messages of the DevTools protocol, each JSON and ended by NUL."""

    def __init__(self, ask: Any, answer: Any) -> None:
        self.ask, self.answer, self.number = ask, answer, 0
        self.session: str | None = None
        self.seen: list[str] = []

    def call(self, method: str, **parameters: Any) -> Any:
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        self.ask.write(json.dumps(message | ({"sessionId": self.session} if self.session else {})).encode() + b"\0")
        while True:
            found = self._next()
            if found.get("id") == self.number:
                return found["result"]

    def wait(self, event: str) -> None:
        while event not in self.seen:
            self._next()

    def _next(self) -> Any:
        held = bytearray()
        while (one := self.answer.read(1)) != b"\0":
            held += one
        found = json.loads(held)
        self.seen.append(found.get("method", ""))
        return found
