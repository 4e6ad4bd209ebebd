"""Slack: what is heard there, and what may be said."""
