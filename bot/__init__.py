"""Tummler: the application, from the domain at the bottom to the command line at the top."""
