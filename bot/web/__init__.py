"""The local pages: drawn once from what services tell, served to the person at this machine."""
