"""The corridors, boundaries and licences that ship, as data; `build` makes the boundaries."""
