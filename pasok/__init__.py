"""Pasok: public procurement that the small workshop can enter."""

VERSION = "0.5.0"
