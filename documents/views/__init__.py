"""Pages of papers, one module per desk."""
