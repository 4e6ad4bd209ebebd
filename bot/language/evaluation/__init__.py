"""How well the talk is read, measured on public sets in the formats they came in."""
