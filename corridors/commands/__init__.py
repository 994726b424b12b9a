"""The commands, one a file: words parsed, rooms joined, answers printed."""
