"""Pages of notices, the log and the jobs."""
