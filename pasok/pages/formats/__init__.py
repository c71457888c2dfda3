"""How dates are read in each language (FORMAT_MODULE_PATH)."""
