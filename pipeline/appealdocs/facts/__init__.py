"""Typed facts in Chinese, English and Russian text: find them (`parse`), write them (`write`), compare two texts by
value (`compare`), and find one fact again in any document (`find`).
"""
