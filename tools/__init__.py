"""The commands behind the make targets."""
