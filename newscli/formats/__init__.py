"""Bytes -> articles: one module a format, and one table, the registry, that names each."""
