"""What can go wrong in Accord, as one tree.

::

    AccordError                 a message for a person: what is wrong, where, and what to do
    ├── InputError              a text, sources.csv or option that can't be read
    ├── DataFileError           a schema, lexicon or rule file that is wrong, with its line
    ├── StoreError              a store that can't be opened, read or written
    │   ├── NotOurStoreError    the file is no Accord store
    │   └── StoreVersionError   the store was made by a newer Accord
    ├── QueryError              a query that can't be answered (syntax, unknown name, timeout)
    └── ExportError             a file that can't be written

``accord.cypher`` stands alone and has its own tree, ``CypherError``; stores turn it, and what a Neo4j server
reports, into `QueryError`.
"""

__all__ = [
    "AccordError",
    "DataFileError",
    "ExportError",
    "InputError",
    "NotOurStoreError",
    "QueryError",
    "StoreError",
    "StoreVersionError",
]


class AccordError(Exception):
    """The root: ``str(error)`` is a sentence for a person, naming the file, line or option and what to do."""


class InputError(AccordError):
    """A text, a sources.csv or an option that can't be read."""


class DataFileError(AccordError):
    """A schema, lexicon or rule file that is wrong; the message begins with ``path:line:``."""


class StoreError(AccordError):
    """A store that can't be opened, read or written."""


class NotOurStoreError(StoreError):
    """The file exists and is no Accord store."""


class StoreVersionError(StoreError):
    """The store was written by a newer version of Accord."""


class QueryError(AccordError):
    """A query that can't be answered; the message shows line, column and the spot where known."""


class ExportError(AccordError):
    """A file that can't be written."""
