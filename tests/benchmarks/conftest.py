"""Peers import packages that only ``make bench`` installs: no doctests are looked for there."""

collect_ignore = ["peers"]
