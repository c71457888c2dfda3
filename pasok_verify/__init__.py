"""The outside verifier of sealed tenders: written from docs/sampul-format.md, knows nothing of the server."""
