"""What can be wrong with a store, or with a question to it."""

from newscli.errors import NewscliError


class QueryError(NewscliError):
    """What is searched for can't be understood, or is not in the store."""

    code = "query"


class StoreError(NewscliError):
    """The store can't be opened, read or written."""

    code = "store"
