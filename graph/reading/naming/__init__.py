"""Who and what a document names: from parsed sentences to entities and where each is named or referred to.

`name_entities` walks gazetteers and grammar (`known`, `organisations`, `objects`, `names`) → one node per thing
(`merging`) → descriptions and pronouns (`references`, with what the reader remembers in `memory`) → whose programmes
are (`programmes`).
"""

from accord.graph.reading.naming.cast import Cast, Naming
from accord.graph.reading.naming.naming import name_entities

__all__ = ["Cast", "Naming", "name_entities"]
