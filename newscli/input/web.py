"""A URL that the user typed -> what the server sends. The only place where newscli opens a connection.

The IP address behind each URL, redirects included, is checked after connecting and before anything is sent: a host name
may resolve to one address when it is looked up and to another when the connection is made.
"""

import http.client
import ipaddress
import socket
import ssl
import urllib.error
import urllib.request
from typing import Any, NamedTuple

from newscli.errors import UnreadableError
from newscli.input.files import is_url, join_chunks
from newscli.limits import Limits

_MAX_REDIRECTS = 10
_MAX_SILENT_SECONDS = 20.0
_CHUNK_BYTES = 1 << 16


class Response(NamedTuple):
    """What a server sent: the URL after all redirects, the body, and the encoding that its header declares."""

    url: str
    data: bytes
    charset: str | None


def fetch(url: str, limits: Limits) -> Response:
    """Fetch what lies at a URL.

    Raises LimitError if it is too long, UnreadableError if it can't be fetched or lies in a private network.
    """
    # Assembled by hand: urllib's default opener also opens files and FTP, and uses proxies.
    opener = urllib.request.OpenerDirector()
    for handler in (
        _make_http_handler(limits)(),
        _make_https_handler(limits)(),
        _RedirectHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    timeout = min(_MAX_SILENT_SECONDS, limits.max_seconds or _MAX_SILENT_SECONDS)
    try:
        request = urllib.request.Request(url, headers={"User-Agent": "newscli", "Accept": "text/html,*/*;q=0.5"})
        with opener.open(request, timeout=timeout) as response:
            data = join_chunks(iter(lambda: response.read(_CHUNK_BYTES), b""), limits)
            if response.length:
                raise UnreadableError(f"was cut off {response.length:,} bytes before its end; try again")
            return Response(response.url, data, response.headers.get_content_charset())
    except urllib.error.HTTPError as error:
        raise UnreadableError(
            f"can't be fetched: the server answers {error.code} {error.reason}; check the address"
        ) from None
    except urllib.error.URLError as error:
        if isinstance(error.reason, UnreadableError):
            raise error.reason from None
        if isinstance(error.reason, ssl.SSLCertVerificationError):
            raise UnreadableError(f"has a certificate that is not trusted ({error.reason.verify_message})") from None
        raise UnreadableError(f"can't be reached ({error.reason}); check the address") from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise UnreadableError(f"can't be read ({type(error).__name__}: {error})") from None


def _refuse_private_network(connection: socket.socket | None, limits: Limits) -> None:
    """Raise UnreadableError if a connection leads into a private network."""
    if connection is None or limits.allow_private:
        return
    # Drop the zone of a link-local IPv6 address ("fe80::1%eth0").
    address = ipaddress.ip_address(str(connection.getpeername()[0]).split("%")[0])
    ipv4_address = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    if not (ipv4_address or address).is_global:
        connection.close()
        raise UnreadableError(f"lies in a private network ({address}); give --allow-private to read it anyway")


def _make_http_handler(limits: Limits) -> type[urllib.request.HTTPHandler]:
    class Connection(http.client.HTTPConnection):
        def connect(self) -> None:
            super().connect()
            _refuse_private_network(self.sock, limits)

    class Handler(urllib.request.HTTPHandler):
        def http_open(self, req: urllib.request.Request) -> Any:
            return self.do_open(Connection, req)

    return Handler


def _make_https_handler(limits: Limits) -> type[urllib.request.HTTPSHandler]:
    class Connection(http.client.HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            _refuse_private_network(self.sock, limits)

    class Handler(urllib.request.HTTPSHandler):
        def https_open(self, req: urllib.request.Request) -> Any:
            return self.do_open(Connection, req)

    return Handler


class _RedirectHandler(urllib.request.HTTPRedirectHandler):
    max_redirections = _MAX_REDIRECTS

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        if not is_url(newurl):
            raise UnreadableError("redirects to something that is not a web address")
        return super().redirect_request(req, fp, code, msg, headers, newurl)
