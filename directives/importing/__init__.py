"""From the text of a paper from above to a proposal for a directive.

`parse.parse` takes text and returns records; it knows no database and never raises. `readers.read`
makes text out of .docx, .pdf and .txt files, in a process of its own, which is why nothing is
imported here. The stages are described in docs/import.md.
"""
