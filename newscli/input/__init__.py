"""Paths, addresses and pipes -> bytes and text, within limits: compression, archives, NDJSON, encodings."""
