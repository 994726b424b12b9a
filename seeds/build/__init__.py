"""Commands that make seeds from pinned packages; nothing here runs when a seed is read."""
