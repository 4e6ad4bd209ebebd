"""The embedded local room: a platform inside the process, and the demo town that lives in it."""
