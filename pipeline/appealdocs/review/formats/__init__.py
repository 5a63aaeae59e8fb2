"""Review files: one module a format, each with `write(segments, digest, title) -> bytes` and `read(data, name) -> (digest, rows)`."""
