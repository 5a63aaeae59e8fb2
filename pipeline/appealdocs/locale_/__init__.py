"""Values in the language's own way: Chinese, English, Russian.

`write` writes single values, `filters` gives them to the letters, `names` transcribes Chinese names into Russian,
`morph` holds the one Russian analyser of the process. Nothing heavy is imported before it is needed.
"""
