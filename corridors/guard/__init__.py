"""Foreign files are looked at before anything opens them, and read where a crash is an error."""
