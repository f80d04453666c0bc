"""A URL that the user typed -> what the server sends. The only place where newscli opens a connection.

The IP addresses behind each URL, redirects included, are checked before anything is sent, and the connection goes to
one of them: looked up again, a host name may resolve to another.
"""

import http.client
import ipaddress
import socket
import ssl
import urllib.error
import urllib.request
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit, urlunsplit

from newscli.errors import UnreadableError
from newscli.input.files import is_url, join_chunks
from newscli.limits import Limits

_MAX_REDIRECTS = 10
_MAX_SILENT_SECONDS = 20.0
_CHUNK_BYTES = 1 << 16
# What may stand in a path or a query as it is (RFC 3986, section 3.3), percent signs of what is escaped included.
_URL_MARKS = "/%:@!$&'()*+,;=~?"


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
        request = urllib.request.Request(
            normalize_url(url), headers={"User-Agent": "newscli", "Accept": "text/html,*/*;q=0.5"}
        )
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
        scheme = urlsplit(url).scheme.lower()
        proxy = f"; newscli doesn't use the proxy in {scheme}_proxy" if scheme in urllib.request.getproxies() else ""
        raise UnreadableError(f"can't be reached ({error.reason}); check the address{proxy}") from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise UnreadableError(f"can't be read ({type(error).__name__}: {error})") from None


def normalize_url(url: str) -> str:
    """Write a URL in ASCII: the host by IDNA, other characters as percent signs and bytes of UTF-8 (RFC 3987, 3.1).

    Raises ValueError if it is none.
    """
    parts = urlsplit(url)
    host = parts.hostname
    if not host:
        raise ValueError("it has no host")
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    user = f"{quote(parts.username, safe='%')}@" if parts.username else ""
    port = f":{parts.port}" if parts.port is not None else ""
    network = f"{user}[{host}]{port}" if ":" in host else f"{user}{host}{port}"
    path, query = quote(parts.path, safe=_URL_MARKS), quote(parts.query, safe=_URL_MARKS)
    return urlunsplit((parts.scheme, network, path, query, ""))


def _connect(address: tuple[str, int], timeout: float, source: Any, *, limits: Limits) -> socket.socket:
    """Connect to a host, in the manner of socket.create_connection; UnreadableError if it is in a private network.

    A host with one private address is refused, whatever its others are.
    """
    found = socket.getaddrinfo(*address, type=socket.SOCK_STREAM)
    addresses = [str(socket_address[0]) for *_, socket_address in found]
    for number in addresses if not limits.allow_private else ():
        # Without the zone of a link-local IPv6 address ("fe80::1%eth0").
        ip_address = ipaddress.ip_address(number.split("%")[0])
        ipv4_address = ip_address.ipv4_mapped if isinstance(ip_address, ipaddress.IPv6Address) else None
        if not (ipv4_address or ip_address).is_global:
            raise UnreadableError(f"lies in a private network ({number}); give --allow-private to read it anyway")
    failure: OSError | None = None
    for number in addresses:
        try:
            return socket.create_connection((number, address[1]), timeout, source)
        except OSError as error:
            failure = failure or error
    raise failure or OSError("the host has no address")


def _make_http_handler(limits: Limits) -> type[urllib.request.HTTPHandler]:
    class Connection(http.client.HTTPConnection):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self._create_connection = partial(_connect, limits=limits)

    class Handler(urllib.request.HTTPHandler):
        def http_open(self, req: urllib.request.Request) -> Any:
            return self.do_open(Connection, req)

    return Handler


def _make_https_handler(limits: Limits) -> type[urllib.request.HTTPSHandler]:
    class Connection(http.client.HTTPSConnection):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self._create_connection = partial(_connect, limits=limits)

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
