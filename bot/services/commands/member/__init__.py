"""What everybody in a community may ask."""
