"""Imported before NumPy, so that a bench calculates in one thread, as every command does."""

from bot.settings import calculate_in_one_thread

calculate_in_one_thread()
