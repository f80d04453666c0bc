"""URLs that the user types, against a server on this machine."""

import contextlib
import json
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import trustme

import newscli
from newscli.errors import LimitError, UnreadableError
from newscli.input.web import fetch, normalize_url
from newscli.limits import Limits
from tests.conftest import SAMPLES, invoke, run_newscli

CYRILLIC = "<html><body><h1>Паром</h1>" + "<p>Паром вышел поздно, сказала она, и никто не спал.</p>" * 9
PAGE = (SAMPLES / "page.html").read_bytes()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
            self.end_headers()
            return
        self.send_response(200 if self.path in ("/page", "/koi8", "/slow", "/cut") else 404)
        self.send_header("Content-Type", f"text/html{'; charset=koi8-r' if self.path == '/koi8' else ''}")
        if self.path == "/cut":
            self.send_header("Content-Length", "1000000")
        self.end_headers()
        if self.path == "/slow":
            # A byte now and then, without end: no single wait is long.
            with contextlib.suppress(OSError):
                while True:
                    self.wfile.write(b" ")
                    time.sleep(0.05)
        self.wfile.write(CYRILLIC.encode("koi8-r") if self.path == "/koi8" else PAGE)

    def log_message(self, *_: object) -> None:
        """Keep the tests' output clean."""


@contextlib.contextmanager
def serve(handler: type[Handler], context: ssl.SSLContext | None = None) -> Iterator[str]:
    """Run a server on this machine; yield its URL."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http{'s' if context else ''}://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.socket.close()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with serve(Handler) as url:
        yield url


def test_a_page_is_read_from_its_url(server: str) -> None:
    outcome = invoke("meta", "--json", "--allow-private", f"{server}/page")
    row = json.loads(outcome.out)
    assert outcome.code == 0
    assert row["source"]["path"] == f"{server}/page"
    assert row["metadata"]["title"] == "Harbour seals return to the Lomond estuary after forty years"
    assert json.loads(invoke("meta", "--json", "--allow-private", f"{server}/to//page").out)["error"] is None


def test_private_networks_are_refused_by_default(server: str) -> None:
    outcome = invoke("meta", f"{server}/page")
    assert outcome.code == 1
    assert "--allow-private" in outcome.err
    with pytest.raises(UnreadableError, match="--allow-private"):
        fetch(server.replace("127.0.0.1", "localhost") + "/page", Limits())


def test_nothing_is_sent_into_a_private_network() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.5)
        for scheme, host in (("http", "127.0.0.1"), ("https", "localhost"), ("http", "[::ffff:127.0.0.1]")):
            with pytest.raises(UnreadableError, match="--allow-private"):
                fetch(f"{scheme}://{host}:{listener.getsockname()[1]}/", Limits())
        with pytest.raises(TimeoutError):
            listener.accept()


def test_every_address_of_a_host_counts(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(server.rpartition(":")[2])
    lookups: list[list[str]] = [["127.0.0.1"], ["93.184.216.34", "10.0.0.1"]]

    def look_up(host: str, port: int, **_: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in lookups[0]]

    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, port, *a, **k: real(host, port, *a, **k) if host[0].isdigit() else look_up(host, port),
    )
    assert fetch(f"http://press.example:{port}/page", Limits(allow_private=True)).data == PAGE
    del lookups[0]
    with pytest.raises(UnreadableError, match=r"10\.0\.0\.1"):
        fetch(f"http://press.example:{port}/page", Limits())


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("https://bücher.example/ü?q=ä b#x", "https://xn--bcher-kva.example/%C3%BC?q=%C3%A4%20b"),
        ("http://a@[::1]:8000/a%20b/(c);d", "http://a@[::1]:8000/a%20b/(c);d"),
        ("HTTP://A.example", "http://a.example"),
    ],
)
def test_urls_are_written_in_ascii(url: str, normal: str) -> None:
    assert normalize_url(url) == normal


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:text/html,x", "/to//to//missing"])
def test_redirects_lead_only_to_web_pages(server: str, target: str) -> None:
    with pytest.raises(UnreadableError):
        fetch(f"{server}/to/{target}", Limits(allow_private=True))


def test_the_size_of_a_page_is_limited(server: str) -> None:
    with pytest.raises(LimitError, match="--max-bytes"):
        fetch(f"{server}/page", Limits(max_bytes=100, allow_private=True))


def test_the_encoding_in_the_header_counts_if_the_page_is_not_utf_8(server: str) -> None:
    row = json.loads(invoke("meta", "--json", "--allow-private", f"{server}/koi8").out)
    assert row["source"]["encoding"] == "koi8-r"
    assert row["metadata"]["title"] == "Паром"


def test_a_page_that_names_no_url_has_the_one_it_was_read_from(server: str) -> None:
    metadata = json.loads(invoke("meta", "--json", "--allow-private", f"{server}/to//koi8").out)["metadata"]
    assert metadata["url"] == f"{server}/koi8"
    assert metadata["evidence"]["url"] == {"from": "address", "span": None}
    metadata = json.loads(invoke("meta", "--json", "--allow-private", f"{server}/page").out)["metadata"]
    assert metadata["url"] == "https://courier.example/2031/05/14/harbour-seals-return"


@pytest.mark.parametrize(
    ("path", "message"),
    [("/slow", "--max-seconds"), ("/cut", "cut off"), ("/missing", "404"), ("/to//to//to//missing", "404")],
)
def test_what_goes_wrong_is_reported_in_one_clear_line(server: str, path: str, message: str) -> None:
    sample = str(SAMPLES / "bare.txt")
    # What is imported when a file is first read counts, too.
    invoke("meta", sample)
    outcome = invoke("meta", "--allow-private", "--max-seconds", "2", f"{server}{path}", sample)
    assert outcome.code == 1
    assert len(outcome.err.splitlines()) == 1
    assert message in outcome.err
    assert len(outcome.out.splitlines()) == 2


def test_endless_redirects_are_an_error() -> None:
    class Endless(Handler):
        def do_GET(self) -> None:
            self.send_response(302)
            self.send_header("Location", f"{self.path}x")
            self.end_headers()

    with serve(Endless) as server:
        outcome = invoke("meta", "--allow-private", f"{server}/")
    assert outcome.code == 1
    assert "redirect" in outcome.err
    assert len(outcome.err.splitlines()) == 1


def test_https_pages_are_read_only_with_a_trusted_certificate(tmp_path: Path) -> None:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    with serve(Handler, context) as server:
        url = server.replace("127.0.0.1", "localhost") + "/page"
        trusted = run_newscli(
            "meta", "--json", "--allow-private", url, variables={"SSL_CERT_FILE": str(tmp_path / "ca.pem")}
        )
        refused = run_newscli("meta", "--allow-private", url)
        private = run_newscli("meta", url, variables={"SSL_CERT_FILE": str(tmp_path / "ca.pem")})
    assert (
        json.loads(trusted.out)["metadata"]["title"] == "Harbour seals return to the Lomond estuary after forty years"
    )
    assert (refused.code, private.code) == (1, 1)
    assert "certificate that is not trusted" in refused.err
    assert "--allow-private" in private.err


def test_an_unreachable_server_is_reported_in_one_clear_line() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        outcome = invoke("meta", "--allow-private", f"http://127.0.0.1:{listener.getsockname()[1]}/")
    assert outcome.code == 1
    assert len(outcome.err.splitlines()) == 1
    assert "check the address" in outcome.err


def test_a_proxy_that_is_not_used_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        with pytest.raises(UnreadableError, match="doesn't use the proxy in http_proxy"):
            fetch(f"http://127.0.0.1:{listener.getsockname()[1]}/", Limits(allow_private=True))


@pytest.mark.parametrize("url", ["http://[", "http://", "https://a.example:port/", f"http://{'a' * 70}é.example/"])
def test_an_address_that_is_none_is_a_usage_error(url: str) -> None:
    outcome = invoke("meta", url)
    assert outcome.code == 2
    assert "is no web address" in outcome.err
    assert "Traceback" not in outcome.err


def test_an_address_that_is_none_is_an_error() -> None:
    with pytest.raises(UnreadableError, match="can't be read"):
        newscli.read("http://[::1")
