"""Text that a store can hold."""

import re

_SURROGATE = re.compile("[\ud800-\udfff]")


def make_storable(text: str) -> str:
    r"""Write half surrogate pairs, which stand for undecodable bytes of a path, as "\udce4": SQLite refuses them."""
    return _SURROGATE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
