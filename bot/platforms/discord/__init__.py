"""Discord, listened to through discord.py; nothing of that library goes below this folder."""
