"""The demo campaign: people, papers and certificates that are not real."""
