"""Tummler's face on Discord: commands, menus, buttons, forms, and the weekly digest."""
