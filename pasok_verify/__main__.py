"""python -m pasok_verify"""

import sys

from pasok_verify.cli import main

sys.exit(main())
