from newscli.model import Block, Name
from collections.abc import Sequence
def names(text: str, blocks: Sequence[Block]) -> tuple[Name, ...]:
    return ()
