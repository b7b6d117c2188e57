"""Files to documents: which texts there are, what their bytes say, and where each of them comes from.

The way is ``collect`` (paths → `Source`) and then ``read_source`` (`Source` → `Document`); ``read_sources`` walks
both. What nobody tells about a text (a ``sources.csv`` beside it, or an option) is read off the text itself, and
named in `Document.inferred`.
"""

from accord.graph.intake.collecting import collect
from accord.graph.intake.details import Details, Source
from accord.graph.intake.documents import read_source, read_sources

__all__ = ["Details", "Source", "collect", "read_source", "read_sources"]
