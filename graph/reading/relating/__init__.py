"""The cast of a document to claims: who is related to whom, how, how surely, how much, when and according to whom.

`staging` makes scenes of sentences, `relating` judges them; frames, lexicons and what was learned are data files in
``frames/``, ``lexicons/`` and ``models/``.
"""

from accord.graph.reading.relating.relating import relate
from accord.graph.reading.relating.staging import stage

__all__ = ["relate", "stage"]
