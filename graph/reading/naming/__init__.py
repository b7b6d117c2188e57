"""Who and what a document names: from parsed sentences to entities and where each is named or referred to.

`name_entities` walks gazetteers and grammar (`finding`) → one node per thing (`merging`) → descriptions and pronouns
(`references`).
"""

from accord.graph.reading.naming.cast import Cast, Naming
from accord.graph.reading.naming.naming import name_entities

__all__ = ["Cast", "Naming", "name_entities"]
