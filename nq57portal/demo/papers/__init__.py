"""The papers of the demo campaign as data: facts of the real campaign, every sentence our own."""
