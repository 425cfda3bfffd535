"""The pages of this app, by topic: registering, tasks, cascading, assignments, the board."""
