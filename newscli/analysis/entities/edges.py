"""Where a name begins and ends beside initials, abbreviations, dashes and e-mail addresses."""

from newscli.lang.en.names import COMPANY_ABBREVIATIONS
from newscli.lang.en.people import ROLES, TITLES
from newscli.model import Name, Span
from newscli.patterns import compile_lazily

# How far an e-mail address may reach on either side of a name, in characters.
MAX_ADDRESS_CHARS = 80
_ADDRESS = compile_lazily(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,}")
_INITIALS = compile_lazily(r"(?:^|\n[ \t]*)(?!P\.[ ]?S\.)(?:[A-Z]\.[ ]?){1,3}\Z")
_MAX_INITIALS_CHARS = 12
_DASH = compile_lazily(r"\s[-–—]\s")
# What follows the full stop of an abbreviation inside a sentence.
_GOES_ON = compile_lazily(r"\.(?:['’,;:)]|\s+[a-z(])")


def is_in_address(text: str, name: Name) -> bool:
    """Whether a name is part of an e-mail address or a file's name, which name nobody: "jane.doe@herald.example"."""
    if "_" in (text[name.span.start - 1 : name.span.start], text[name.span.end : name.span.end + 1]):
        return True
    start, end = max(0, name.span.start - MAX_ADDRESS_CHARS), name.span.end + MAX_ADDRESS_CHARS
    if "@" not in text[start:end]:
        return False
    addresses = _ADDRESS.finditer(text, start, end)
    return any(match.start() <= name.span.start and name.span.end <= match.end() for match in addresses)


def mend_edges(text: str, name: Name) -> Name:
    """Add the initials before a person and the full stop of a company, and cut a role after a dash."""
    start, end = name.span
    if name.type == "person":
        dash = _DASH.search(text, start, end)
        if dash and text[dash.end() : end].split(maxsplit=1)[0].casefold() in ROLES | TITLES:
            end = dash.start()
        initials = _INITIALS.search(text, max(0, start - _MAX_INITIALS_CHARS), start)
        start = start if initials is None else initials.end() - len(initials.group().lstrip())
    elif name.type == "organization":
        last_word = text[start:end].split()[-1].casefold()
        end += last_word in COMPANY_ABBREVIATIONS and _GOES_ON.match(text, end) is not None
    return Name(Span(start, end), name.type)
