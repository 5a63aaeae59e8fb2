"""What a text says and in which language: verdicts, lexicons, speech acts, likeness, personal data. Imported by many stages."""
