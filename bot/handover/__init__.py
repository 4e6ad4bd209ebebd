"""What a community takes along: its derived data, written to a folder and taken back from one."""
