"""Reading the talk: what a text is, in which language, whom it answers, and what it is near."""
