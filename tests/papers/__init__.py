"""The zoo: papers of every rule set and kind, and the 53 checks a records officer would make.

`measured` takes a printed file apart with pdfium, `checks_*` hold the assertions of
document-format.md §8, `zoo` the papers, `broken` papers with one fault each. What the checker
finds is written as a table by ``python -m tests.papers``.
"""
