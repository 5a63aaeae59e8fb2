"""Review: a translator approves what machines proposed. The record is review/letter.xlf (XLIFF 1.2)."""
