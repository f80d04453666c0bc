"""Many articles: a store to search and count in, and functions for a cluster.

The store is an SQLite file that any program can open; see docs/corpus.md. ``inspect_table``, ``inspect_part`` and
``list_todo`` are for clusters; see docs/cluster.md.
"""
