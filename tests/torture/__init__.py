"""Other people's files, valid and broken, through the one way in."""
