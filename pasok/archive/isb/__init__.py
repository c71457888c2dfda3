"""LKPP's ISB tables: their columns, our fields. The only place, with inaproc.py, where their names live.

The SPSE families of INAPROC's API v1 (/v1/tender/…) use these same columns and are recognised here.
Columns with names of officials, NIP, NPWP, bank accounts and addresses are left out on purpose.
"""

from pasok.archive.isb import deals, plans, selection
from pasok.archive.tables import Table

TABLES: tuple[Table, ...] = (*selection.TABLES, *deals.TABLES, *plans.TABLES)
