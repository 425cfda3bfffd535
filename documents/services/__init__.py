"""The verbs of a paper's life; pages, commands and jobs move papers only through these."""
