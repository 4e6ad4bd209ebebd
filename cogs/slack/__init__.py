"""What people talk to on Slack: one command, message shortcuts, buttons, forms, and App Home."""
