"""Addresses that the user types, against a server on this machine."""

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from newscli.errors import LimitError, UnreadableError
from newscli.limits import Limits
from newscli.reading.web import fetched
from tests.conftest import SAMPLES, invoke

PAGE = (SAMPLES / "page.html").read_bytes()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
            self.end_headers()
            return
        self.send_response(200 if self.path == "/page" else 404)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_: object) -> None:
        """Nothing on the tests' screen."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()


def test_a_page_at_an_address(server: str) -> None:
    done = invoke("meta", "--json", "--allow-private", f"{server}/page")
    row = json.loads(done.out)
    assert done.code == 0
    assert row["source"]["path"] == f"{server}/page"
    assert row["metadata"]["title"] == "Harbour seals return to the Lomond estuary after forty years"
    assert json.loads(invoke("meta", "--json", "--allow-private", f"{server}/to//page").out)["error"] is None


def test_private_addresses_are_refused_also_behind_a_redirect(server: str) -> None:
    done = invoke("meta", f"{server}/page")
    assert done.code == 1
    assert "--allow-private" in done.err
    with pytest.raises(UnreadableError, match="--allow-private"):
        fetched(server.replace("127.0.0.1", "localhost") + "/page", Limits())


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:text/html,x", "/to//to//missing"])
def test_redirects_lead_to_pages_alone(server: str, target: str) -> None:
    with pytest.raises(UnreadableError):
        fetched(f"{server}/to/{target}", Limits(allow_private=True))


def test_size_is_limited(server: str) -> None:
    with pytest.raises(LimitError, match="--max-bytes"):
        fetched(f"{server}/page", Limits(max_bytes=100, allow_private=True))


def test_what_can_not_be_reached_is_one_clear_line() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        done = invoke("meta", "--allow-private", f"http://127.0.0.1:{held.getsockname()[1]}/")
    assert done.code == 1
    assert len(done.err.splitlines()) == 1
    assert "check the address" in done.err
