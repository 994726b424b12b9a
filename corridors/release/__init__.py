"""A corridor's segments as one release: the same rows in every format, told what each holds."""
