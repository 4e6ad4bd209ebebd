"""Reading the talk by rules: what a text is, in which language, and whom it answers."""
