"""Document text to sentences with a collapsed syntax tree.

`parse_document` walks text → paragraphs → sentences → tokens. Rules of later rooms see neither spaCy nor its label
set, only `Sentence` and `Token`.
"""

from accord.graph.reading.parsing.sentences import split_sentences
from accord.graph.reading.parsing.tree import Sentence, Token

__all__ = ["Sentence", "Token", "split_sentences"]
