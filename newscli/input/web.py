"""A page at an address that the user typed -> its bytes. The one place where newscli opens a connection.

Each address, also one that a redirect leads to, is checked after connecting and before anything is sent: a name may
mean one computer when asked and another when called.
"""

import http.client
import ipaddress
import socket
import ssl
import urllib.error
import urllib.request
from typing import Any, NamedTuple

from newscli.errors import UnreadableError
from newscli.input.files import is_address, join_chunks
from newscli.limits import Limits

_MOST_REDIRECTS = 10
_SECONDS = 20.0
_CHUNK = 1 << 16


class Answer(NamedTuple):
    """What lies at an address: the one to which redirects led, the bytes, and the encoding that the server told."""

    address: str
    data: bytes
    charset: str | None


def fetch(address: str, limits: Limits) -> Answer:
    """The answer of the server at an address. Raises UnreadableError and LimitError."""
    # Put together by hand: the library's usual one opens files and FTP, too, and asks proxies.
    opener = urllib.request.OpenerDirector()
    for handler in (
        _plain(limits)(),
        _secure(limits)(),
        _Redirects(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    request = urllib.request.Request(address, headers={"User-Agent": "newscli", "Accept": "text/html,*/*;q=0.5"})
    try:
        with opener.open(request, timeout=min(_SECONDS, limits.max_seconds or _SECONDS)) as answer:
            data = join_chunks(iter(lambda: answer.read(_CHUNK), b""), limits)
            if answer.length:
                raise UnreadableError(f"was cut off {answer.length:,} bytes before its end; try it again")
            return Answer(answer.url, data, answer.headers.get_content_charset())
    except urllib.error.HTTPError as error:
        raise UnreadableError(f"answers {error.code} {error.reason}; check the address") from None
    except urllib.error.URLError as error:
        if isinstance(error.reason, UnreadableError):
            raise error.reason from None
        if isinstance(error.reason, ssl.SSLCertVerificationError):
            raise UnreadableError(f"shows a certificate that is not trusted ({error.reason.verify_message})") from None
        raise UnreadableError(f"can't be reached ({error.reason}); check the address") from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise UnreadableError(f"can't be read ({type(error).__name__}: {error})") from None


def _checked(connection: socket.socket | None, limits: Limits) -> None:
    """Raises UnreadableError where a connection leads into a private network."""
    if connection is None or limits.allow_private:
        return
    there = ipaddress.ip_address(str(connection.getpeername()[0]).split("%")[0])
    mapped = there.ipv4_mapped if isinstance(there, ipaddress.IPv6Address) else None
    if not (mapped or there).is_global:
        connection.close()
        raise UnreadableError(f"lies in a private network ({there}); --allow-private reads it all the same")


def _plain(limits: Limits) -> type[urllib.request.HTTPHandler]:
    class Connection(http.client.HTTPConnection):
        def connect(self) -> None:
            super().connect()
            _checked(self.sock, limits)

    class Handler(urllib.request.HTTPHandler):
        def http_open(self, req: urllib.request.Request) -> Any:
            return self.do_open(Connection, req)

    return Handler


def _secure(limits: Limits) -> type[urllib.request.HTTPSHandler]:
    class Connection(http.client.HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            _checked(self.sock, limits)

    class Handler(urllib.request.HTTPSHandler):
        def https_open(self, req: urllib.request.Request) -> Any:
            return self.do_open(Connection, req)

    return Handler


class _Redirects(urllib.request.HTTPRedirectHandler):
    max_redirections = _MOST_REDIRECTS

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        if not is_address(newurl):
            raise UnreadableError("redirects to something that is no web address")
        return super().redirect_request(req, fp, code, msg, headers, newurl)
