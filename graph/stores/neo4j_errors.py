"""What a Neo4j server or its driver reports, as one line for a person that says what to do."""

from __future__ import annotations

from neo4j.exceptions import AuthError, ClientError, ConfigurationError, Neo4jError, ServiceUnavailable, SessionExpired

from accord.graph.errors import QueryError, StoreError

__all__ = ["query_error", "store_error"]


def store_error(error: Exception, address: str, database: str | None) -> StoreError:
    """The error that opening, reading or writing the store should raise."""
    code = (error.code or "") if isinstance(error, Neo4jError) else ""
    if isinstance(error, AuthError):
        return StoreError(
            f"{address} refuses the user or the password: set NEO4J_USERNAME and NEO4J_PASSWORD"
            + (" (too many tries: wait a little)" if code.endswith("AuthenticationRateLimit") else "")
        )
    if isinstance(error, ServiceUnavailable | SessionExpired | OSError):
        return StoreError(f"no Neo4j server answers at {address}: is it running, and are address and port right?")
    if code.endswith(("DatabaseNotFound", "DatabaseUnavailable")):
        return StoreError(f"{address} has no database {database!r} that is online: set NEO4J_DATABASE")
    if code.endswith(("Forbidden", "AccessMode", "WriteOnReadOnlyAccessDatabase", "ForbiddenOnReadOnlyDatabase")):
        return StoreError(f"{address} does not let this user write: {_first_line(error)}")
    if code.endswith("CredentialsExpired"):
        return StoreError(f"{address} wants the first password changed: do so in Neo4j Browser or cypher-shell")
    if isinstance(error, ConfigurationError | ValueError) and not isinstance(error, UnicodeEncodeError):
        return StoreError(f"can't use the address {address}: {_first_line(error)}")
    if isinstance(error, UnicodeEncodeError):
        return StoreError(f"can't write to {address}: a text holds what is no Unicode character")
    return StoreError(f"{address} reports: {_first_line(error)}")


def query_error(error: Exception, address: str, database: str | None, timeout: float | None) -> QueryError | StoreError:
    """The error that a query should raise: the query's own faults as `QueryError`, all others as for the store."""
    code = (error.code or "") if isinstance(error, Neo4jError) else ""
    if "TransactionTimedOut" in code:
        return QueryError(f"the query took longer than {timeout:g} seconds" if timeout else "the query took too long")
    if code.endswith("Statement.AccessMode"):
        return QueryError("the query writes, but the store is only read here")
    if isinstance(error, ClientError) and not isinstance(error, AuthError) and ".Statement." in code:
        return QueryError((error.message or str(error)).strip())
    if isinstance(error, TypeError | ValueError | OverflowError):
        return QueryError(f"a parameter can't be sent: {_first_line(error)}")
    return store_error(error, address, database)


def _first_line(error: Exception) -> str:
    message = (error.message if isinstance(error, Neo4jError) else None) or str(error) or type(error).__name__
    return message.strip().splitlines()[0]
