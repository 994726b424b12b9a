"""Whole network files cut batch by batch: opening, cutting, storing, and what it came to."""
