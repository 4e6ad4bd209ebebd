"""`python -m bot`, and what the launcher calls."""

from bot.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
