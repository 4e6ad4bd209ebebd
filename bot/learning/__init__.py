"""What can be learned from drawn moments, and what cannot be told yet; pure, see experiments.md."""
