"""From the words of a trade to KBLI codes: own index, own stemmer, synonyms in a table. Loaded when asked."""

from pasok.suppliers.rules.trade.index import pairs, text_of, title_of
from pasok.suppliers.rules.trade.search import Found, find
from pasok.suppliers.rules.trade.texts import explained
from pasok.suppliers.rules.trade.words import LANGUAGE

EXAMPLES: tuple[str, ...] = tuple(LANGUAGE["examples"])

__all__ = ["EXAMPLES", "Found", "explained", "find", "pairs", "text_of", "title_of"]
