"""Draft: a dossier becomes a letter. Entry point: `appealdocs.draft.draft.draft`."""
