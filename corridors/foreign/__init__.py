"""Other people's files of lines, of any format, read as features on WGS 84."""
