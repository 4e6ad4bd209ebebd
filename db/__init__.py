"""The store: tables, the unit of work over them, and the vault that seals what is in them."""
