"""What figures and number words are worth (``quatre millions``, ``1,5 million``, ``two dozen``), in any sentence.

Quantities and times are both made of numbers, and read them here.
"""

from accord.graph.reading.numbers.lexicon import NumberWords, number_words
from accord.graph.reading.numbers.numerals import Number, read_number
from accord.graph.reading.numbers.phrases import Phrases
from accord.graph.reading.numbers.tokens import Token, tokens

__all__ = ["Number", "NumberWords", "Phrases", "Token", "number_words", "read_number", "tokens"]
