"""What the house knows of the worlds outside: one package per platform, and the exports."""
