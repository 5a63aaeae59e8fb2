"""Intake: a case folder becomes a dossier. Entry point: `appealdocs.intake.intake.read`."""
