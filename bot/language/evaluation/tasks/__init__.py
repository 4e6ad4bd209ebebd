"""What is evaluated, one task per file, found by the loader: copy one to add another."""
