"""The weekly digest: what moderators are told once a week, from community aggregates alone."""
