"""Pasok: public procurement that the small workshop can enter."""

VERSION = "0.6.0"
