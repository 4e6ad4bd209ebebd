"""What people talk to on each platform: it asks a service, and draws the answer."""
