"""The quantities that a text states (``au moins quatre millions d'obus``), with their bounds and units.

The words are data (``fr.yaml``, ``en.yaml``); `amounts` reads numbers and ranges, `units` what they count, `bounds`
how they are meant, `naming` tells which numbers count nothing, `finding` puts them together.
"""

from accord.graph.reading.quantities.finding import find_quantities

__all__ = ["find_quantities"]
