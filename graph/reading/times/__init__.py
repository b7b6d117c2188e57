"""The times that a text tells (``depuis octobre 2024``, ``over the past 20 months``), as days where they can be known.

The words are data (``fr.yaml``, ``en.yaml``); `moments` reads one moment, `finding` what is said with it.
"""

from accord.graph.reading.times.finding import find_periods, first_full_date

__all__ = ["find_periods", "first_full_date"]
