"""One revision per file, one change per revision."""
