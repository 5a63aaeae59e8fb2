"""Batch: the same way through for many folders. Entry point: `appealdocs.batch.run.run`."""
