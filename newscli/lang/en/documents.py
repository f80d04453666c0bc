"""Words of what stands around the story in a newsroom's documents and on printed pages.

Patterns of whole lines, in any case.
"""

# Labels before a colon in the first lines of a manuscript that say nothing about the article as it is published.
WORKING_LABELS = frozenset(
    "slug|slugline|words|word count|wordcount|length|draft|version|status|desk|edition|page|file|filename|art|photos|"
    "embargo|deadline|commissioned by|for|from|to|cc|running time".split("|")
)
# Lines that send a reader to the rest of a story on another page, or back.
JUMP_LINES = (
    r"(?:please )?(?:see|turn to) [^.]{1,40}(?:,|\bon\b| -) ?(?:page [a-z]?|[a-z])\d{1,3}[.>»→]?",
    r"(?:[^.:]{1,40}[:,] )?(?:continued|continues|cont(?:[’']d|\.)?) (?:on|from|to) (?:page )?[a-z]?\d{1,3}[.>»→]?",
    r"(?:from|more on|turn to) page [a-z]?\d{1,3}[.>»→]?",
)
# What a printer, or a site that made the document, writes into its margin.
PRINT_LINES = (r"(?:printed|downloaded|retrieved|accessed|saved)(?: on| from| at|:)? .{0,80}\d{4}.{0,20}",)
