"""python -m pasok_opener"""

from pasok_opener.cli import main

raise SystemExit(main())
