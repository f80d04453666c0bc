"""What can be wrong with a store."""

from newscli.errors import NewscliError


class StoreError(NewscliError):
    """The store can't be opened, read or written."""

    code = "store"
