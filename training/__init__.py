"""Scripts that make the models under `bot/language/head_data`; they are not installed."""
