"""From an uploaded file to a paper with tasks: reading, showing where things were read, saving.

`reading` takes files in, `proposals` turns what the parser said into fields to check, `matching`
finds the units meant, `saving` makes the paper. Pages of PDFs are drawn and scanned ones read in a
process of its own (`pages`), for the files are strangers'.
"""
