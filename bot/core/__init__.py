"""The domain: words, types and pure decisions; the standard library only."""
