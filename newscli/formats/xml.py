"""XML, parsed without entities, comments and network."""

from typing import Any

from lxml import etree


def parse_xml(data: bytes) -> Any:
    """Parse a document and return its root. Raises etree.XMLSyntaxError if it is not well-formed, MemoryError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        check_memory(parser.error_log)
        raise


def check_memory(error_log: Any) -> None:
    """Raise MemoryError if the log of a parser says that there was too little: lxml takes that for bad syntax."""
    if any(entry.type == etree.ErrorTypes.ERR_NO_MEMORY for entry in error_log):
        raise MemoryError
