"""The use cases; each takes ports in its constructor."""
