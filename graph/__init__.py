"""Text to claims to a graph, and where the graph is kept.

>>> with open("accord.db") as store:                                            # doctest: +SKIP
...     store.run("MATCH (a)-[r:SENDS {category: 'arms'}]->(b) RETURN a.name, b.name")
"""

from accord.graph.stores.opening import open
from accord.graph.stores.store import Result, Store

__all__ = ["Result", "Store", "open"]
