"""Makes the heads that say what a message does, from public sets only."""
