"""The command line: parses words and calls one function each."""
