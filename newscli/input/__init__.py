"""What was given -> bytes: files, folders, addresses, compression, archives, NDJSON, encodings, within limits."""
