"""A witness of a Sampul log: a small program that somebody else runs. Written from docs/sampul-format.md."""

VERSION = "2.0"
