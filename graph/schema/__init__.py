"""The types of the graph, read from the YAML files of this folder and checked when they are loaded.

One file a node label (``labels/``) and a relation type (``relations/``); ``properties.yaml`` names what relations,
claims and documents carry. Everything that lists types (reading, stores, exports, pages, docs) asks here.

>>> schema = load_schema()
>>> schema.relations["SENDS"].categories["arms"]["fr"]
'armes'
>>> schema.allows("PARTY_TO", "State", "Agreement")
True
"""

from accord.graph.schema.loading import load_schema
from accord.graph.schema.types import Label, RelationType, Schema

__all__ = ["Label", "RelationType", "Schema", "load_schema"]
