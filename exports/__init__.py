"""The graph as files: GraphML for Gephi, R, igraph and NetworkX, and one HTML page to look at and search.

The writers are imported from their own rooms, ``accord.exports.graphml`` and ``accord.exports.html``, so that nobody
loads what he does not use.
"""

from accord.exports.files import ExportReport, written

__all__ = ["ExportReport", "written"]
