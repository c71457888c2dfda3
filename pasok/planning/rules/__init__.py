"""The law of planning, pure: guards, the method decision, HPS arithmetic, packaging tests, terms."""
