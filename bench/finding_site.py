"""The settings of the product, and one plain page beside it: the measure of `finding.py`."""

from pasok.site.settings import *  # noqa: F403 - all of them, and one changed

ROOT_URLCONF = "bench.finding_urls"
