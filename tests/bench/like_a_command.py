"""Imported before NumPy, so that a bench calculates and collects as every command does."""

from bot.settings import calculate_in_one_thread, collect_seldom

calculate_in_one_thread()
collect_seldom()
