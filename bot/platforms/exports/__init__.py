"""Archives of past talk, read in time order; one module per format, found by the loader."""
