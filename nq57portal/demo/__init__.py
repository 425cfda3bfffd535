"""The demo campaign: real numbers, dates and bodies, invented people and sentences (design §5)."""
