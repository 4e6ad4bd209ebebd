"""What `tummler doctor` looks at, one function for each check, grouped by what it is about."""
