"""Who and what an article names, and who speaks in it.

``read_closely`` reads one article, ``link`` joins names over the whole library,
``fold_name`` and ``variants_of`` help to look a typed name up. Rules and tables are
loaded when first needed, never on import. ``VERSION`` changes when a new reading of the
same text would differ.
"""

from index.entities.gazetteer import fold_name, variants_of
from index.entities.linking import Naming, link
from index.entities.reading import Reading, read_closely

VERSION: int = 1

__all__ = ["VERSION", "Naming", "Reading", "fold_name", "link", "read_closely", "variants_of"]
