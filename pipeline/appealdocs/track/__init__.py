"""Track: a case does not end with the letter. Clocks, the record of submissions and answers, follow-ups, second rounds."""
