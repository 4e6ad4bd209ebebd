"""What moderators may ask, and stewards sign."""
