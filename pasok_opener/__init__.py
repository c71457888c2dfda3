"""The programs of those who hold a share outside a browser: custodians, recovery group, careful members.

It runs beside no database and no web server. It believes the keys of the log and of the witnesses that it was
given at its start, and nothing that the site says without a proof. The format: docs/sampul-format.md.
"""
