"""A paper as a Word file: the same printed lines, sizes and rules as its PDF.

It is made from `documents.typesetting.Sheet`, like the PDF, so the two can't disagree about words,
marks or line breaks of headings; only how a line is placed is said again here, in WordprocessingML.
"""

from documents.word.paper import render as render

__all__ = ["render"]
