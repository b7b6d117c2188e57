"""Text to claims.

A document walks through five rooms, each a plain function from frozen values to frozen values: ``parsing`` (sentences
with a tree), ``naming`` (who and what is named), ``quantities`` and ``times``, and ``relating`` (claims).
``learning`` trains what relating has learned.
"""

from accord.graph.reading.documents import read_document, read_documents

__all__ = ["read_document", "read_documents"]
