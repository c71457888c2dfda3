"""From the words of a trade to KBLI codes: own index, own stemmer, synonyms in a table. Loaded when asked."""

from pasok.suppliers.rules.trade.index import pairs, text_of, title_of
from pasok.suppliers.rules.trade.search import Found, find
from pasok.suppliers.rules.trade.texts import explained

__all__ = ["Found", "explained", "find", "pairs", "text_of", "title_of"]
