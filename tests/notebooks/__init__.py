"""The notebooks as files: their one form, run without a network, what they print."""
