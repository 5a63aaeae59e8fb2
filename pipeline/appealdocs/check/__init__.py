"""Check: the rules over a dossier and its letter. Entry point: `appealdocs.check.check.check`."""
