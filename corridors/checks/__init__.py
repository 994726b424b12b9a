"""The rules of ``corridors check``: a module for each kind of thing that may be wrong."""
