"""Saved queries: questions of the field, one ``*.cypher`` file each, run by their file's name.

A file begins with comments that say what it is for::

    // title: Claims by source
    // titre: Affirmations par source
    // description: What is claimed on whose word.
    // parameter: source = ""

A parameter's default is JSON; one without a default must be given. The rest of the file is the query.
"""

from accord.cypher.queries.loading import SavedQuery, SavedQueryError, saved_queries, saved_query

__all__ = ["SavedQuery", "SavedQueryError", "saved_queries", "saved_query"]
