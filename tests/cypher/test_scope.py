"""Names, types and columns: what `analyse` finds, and what it refuses."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.cypher.errors import CypherError, MissingParameter, NotSupported
from accord.cypher.semantics import Analysis, analyse
from accord.cypher.semantics.expressions import PROPERTY
from accord.cypher.semantics.types import INTEGER, NODE, NULL, RELATIONSHIP, STRING, list_of
from accord.cypher.syntax import tree
from accord.cypher.syntax.parser import parse
from accord.cypher.syntax.tokens import tokenize


def analysed(text: str) -> Analysis:
    return analyse(parse(text))


def refused(text: str) -> CypherError:
    with pytest.raises(CypherError) as caught:
        analysed(text)
    assert caught.value.phase == "compile time"
    assert caught.value.start is not None
    return caught.value


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("MATCH (n) RETURN n", ("n",)),
        ("MATCH (n) RETURN n.name, count( * ), n.x+1 AS y", ("n.name", "count( * )", "y")),
        ("MATCH (b)-[r]->(a) RETURN *", ("a", "b", "r")),
        ("MATCH (b)-[r]->(a) WITH a, 1 AS one RETURN *, a.x AS x", ("a", "one", "x")),
        ("RETURN 1 AS a UNION RETURN 2 AS a", ("a",)),
        ("MATCH (n) SET n.x = 1", ()),
        ("MATCH (n) CALL { WITH n MATCH (n)-->(m) RETURN count(m) AS c } RETURN n, c", ("n", "c")),
        ("CALL db.labels() YIELD label AS l", ("l",)),
        ("MATCH (n) FINISH", ()),
    ],
)
def test_columns(text: str, columns: tuple[str, ...]) -> None:
    assert analysed(text).columns == columns


def test_which_columns_aggregate() -> None:
    analysis = analysed("MATCH (n) RETURN n.x, 1 + count(n) AS c, size([x IN collect(n) | x]) AS s, COUNT { (n)-->() }")
    query = analysis.statement.query
    assert isinstance(query, tree.SingleQuery)
    clause = query.clauses[-1]
    assert isinstance(clause, tree.Return)
    assert [column.aggregates for column in analysis.columns_of(clause)] == [False, True, True, False]
    assert analysis.projected(clause).closed


def test_scopes_and_types() -> None:
    text = """MATCH p = (a)-[r]->(b), (a)-[rs*2]->() WITH a, [r] AS list, rs, 'x' AS s, null AS n, a.x AS x
              UNWIND list AS one RETURN one"""
    analysis = analysed(text)
    assert isinstance(analysis.statement.query, tree.SingleQuery)
    scope = analysis.before(analysis.statement.query.clauses[-1])
    assert dict(scope) == {
        "a": NODE,
        "list": list_of(RELATIONSHIP),
        "n": NULL,
        "one": RELATIONSHIP,
        "rs": list_of(RELATIONSHIP),
        "s": STRING,
        "x": PROPERTY,
    }
    assert list(scope) == sorted(scope)


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("1 + 2", "INTEGER"),
        ("1 + 2.0", "FLOAT"),
        ("2 ^ 2", "FLOAT"),
        ("'a' + 1", "STRING"),
        ("[1] + 'a'", "LIST<INTEGER or STRING>"),
        ("head([1, 2])", "INTEGER"),
        ("coalesce(null, 'a')", "STRING"),
        ("collect(1.5)", "LIST<FLOAT>"),
        ("CASE WHEN true THEN 1 ELSE 'a' END", "INTEGER or STRING"),
        ("[x IN [1, 2] | x > 1]", "LIST<BOOLEAN>"),
        ("range(1, 3)[0]", "INTEGER"),
        ("$p", "anything"),
        ("{a: 1}", "MAP"),
        ("reduce(s = 0, x IN [1] | s + 'a')", "anything"),
    ],
)
def test_types_of_expressions(expression: str, found: str) -> None:
    analysis = analysed(f"RETURN {expression} AS value")
    assert isinstance(analysis.statement.query, tree.SingleQuery)
    clause = analysis.statement.query.clauses[0]
    assert isinstance(clause, tree.Return)
    assert str(analysis.columns_of(clause)[0].type) == found


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (n) WITH n.x AS x WHERE n.y > 1 RETURN x",
        "MATCH (n) RETURN n.x AS x ORDER BY n.y, x",
        "MATCH (n) RETURN DISTINCT n.x ORDER BY n.x",
        "MATCH (n) RETURN n.x, n.x + count(*) AS c ORDER BY c, n.x + count(*)",
        "MATCH (n) WITH n, count(*) AS c ORDER BY n.x RETURN n",
        "MATCH (n) WHERE (n)-->() AND NOT exists((n)<--()) RETURN n",
        "MATCH (n) WHERE EXISTS { MATCH (n)-->(m) WITH m.x AS x WHERE n.x = x RETURN x } RETURN n",
        "MATCH (a), (b) MATCH p = shortestPath((a)-[r*]-(b)) RETURN length(p), r",
        "MATCH (a) RETURN [(a)-->(b) WHERE b.x > a.x | b.name]",
        "MATCH (a {x: b.x}), (b) RETURN a",
        "MATCH (a) (()-[r:R]->(m) WHERE m.x > 1){1,3} (b) RETURN [x IN m | x.name], size(r)",
        "MATCH (a) CREATE (a)-[:R]->(b) WITH b MATCH (b) RETURN b",
        "MATCH (n) CALL (n) { MATCH (n)-->(m) RETURN m UNION MATCH (n)<--(m) RETURN m } RETURN m",
        "MATCH (n) CALL { MATCH (n) RETURN n AS other } RETURN other",
        "UNWIND [1, 2] AS x WITH collect(x) AS xs RETURN all(x IN xs WHERE x > 0)",
        "RETURN [x IN [1] | [x IN [x] | x]] AS nested",
        "WITH null AS n OPTIONAL MATCH (n)-->(m) RETURN m",
        "WITH 1 AS x RETURN x LIMIT toInteger(1.0) + size([x IN [1] | x])",
    ],
)
def test_what_is_right(text: str) -> None:
    analysed(text)


@pytest.mark.parametrize(
    ("text", "kind", "detail", "spot"),
    [
        ("MATCH (n) RETURN m", "SyntaxError", "UndefinedVariable", "m"),
        ("MATCH (n) WITH n.x AS x RETURN n", "SyntaxError", "UndefinedVariable", "n"),
        ("MATCH (n) RETURN DISTINCT n.x ORDER BY n.y", "SyntaxError", "UndefinedVariable", "n"),
        ("MATCH (n) WITH count(*) AS c ORDER BY n.x RETURN c", "SyntaxError", "UndefinedVariable", "n"),
        ("MATCH (n) WITH DISTINCT n.x AS x WHERE n.y = 1 RETURN x", "SyntaxError", "UndefinedVariable", "n"),
        ("RETURN [x IN [1] | x] + x", "SyntaxError", "UndefinedVariable", "x"),
        ("MATCH (n) WHERE (n)-->(m) RETURN n", "SyntaxError", "UndefinedVariable", "m"),
        ("MATCH (n) CALL { MATCH (m) WHERE m.x = n.x RETURN m } RETURN m", "SyntaxError", "UndefinedVariable", "n"),
        ("MATCH ()-[n]->() MATCH (n) RETURN n", "SyntaxError", "VariableTypeConflict", "n"),
        ("WITH 1 AS n MATCH (n) RETURN n", "SyntaxError", "VariableTypeConflict", "n"),
        ("MATCH (n) WITH [n] AS ns MATCH ()-[ns*]->() RETURN 1", "SyntaxError", "VariableTypeConflict", "ns"),
        ("MATCH (p) MATCH p = (a) RETURN p", "SyntaxError", "VariableAlreadyBound", "p"),
        ("MATCH (n) UNWIND [1] AS n RETURN n", "SyntaxError", "VariableAlreadyBound", "n"),
        ("MATCH (n) CREATE (n:A)", "SyntaxError", "VariableAlreadyBound", "n"),
        ("MATCH (n) CALL { MATCH (n) RETURN n } RETURN n", "SyntaxError", "VariableAlreadyBound", None),
        ("MATCH ()-[r]->()-[r]->() RETURN r", "SyntaxError", "RelationshipUniquenessViolation", "r"),
        ("MATCH (n) WHERE count(n) > 1 RETURN n", "SyntaxError", "InvalidAggregation", "count(n)"),
        ("MATCH (n) RETURN n ORDER BY count(n)", "SyntaxError", "InvalidAggregation", "count(n)"),
        ("UNWIND [count(*)] AS x RETURN x", "SyntaxError", "InvalidAggregation", "count(*)"),
        ("RETURN [x IN [1] | count(x)]", "SyntaxError", "InvalidAggregation", "count(x)"),
        ("RETURN count(sum(1))", "SyntaxError", "NestedAggregation", "sum(1)"),
        ("RETURN count(rand())", "SyntaxError", "NonConstantExpression", "rand()"),
        ("MATCH (n) RETURN n.x + count(*)", "SyntaxError", "AmbiguousAggregationExpression", "n.x"),
        (
            "MATCH (n) RETURN n.x + n.y AS s, n.x + n.y + count(*)",
            "SyntaxError",
            "AmbiguousAggregationExpression",
            "n.x",
        ),
        ("RETURN 1 AS a, 2 AS a", "SyntaxError", "ColumnNameConflict", "2 AS a"),
        ("WITH 1 + 1 RETURN 2", "SyntaxError", "NoExpressionAlias", "1 + 1"),
        ("MATCH () RETURN *", "SyntaxError", "NoVariablesInScope", "RETURN *"),
        ("RETURN 1 AS a UNION RETURN 2 AS b", "SyntaxError", "DifferentColumnsInUnion", "RETURN 2 AS b"),
        ("MATCH (n)", "SyntaxError", "InvalidClauseComposition", "MATCH (n)"),
        ("RETURN 1 AS a MATCH (n) RETURN n", "SyntaxError", "InvalidClauseComposition", "RETURN 1 AS a"),
        ("MATCH (n) WHERE EXISTS { CREATE (m) } RETURN n", "SyntaxError", "InvalidClauseComposition", "CREATE (m)"),
        ("FOREACH (x IN [1] | MATCH (n))", "SyntaxError", "InvalidClauseComposition", "MATCH (n)"),
        ("MATCH (n) RETURN n LIMIT n.x", "SyntaxError", "NonConstantExpression", "n"),
        ("MATCH (n) RETURN n SKIP -1", "SyntaxError", "NegativeIntegerArgument", "-1"),
        ("MATCH (n) RETURN n SKIP 1.5", "SyntaxError", "InvalidArgumentType", "1.5"),
        ("RETURN tuUpper('a')", "SyntaxError", "UnknownFunction", "tuUpper('a')"),
        ("RETURN size()", "SyntaxError", "InvalidNumberOfArguments", "size()"),
        ("RETURN size(1)", "SyntaxError", "InvalidArgumentType", "1"),
        ("RETURN 1 AND true", "SyntaxError", "InvalidArgumentType", "1"),
        ("RETURN 1 IN 2", "SyntaxError", "InvalidArgumentType", "2"),
        ("RETURN {} + true", "SyntaxError", "InvalidArgumentType", "{} + true"),
        ("MATCH (n) WHERE n RETURN n", "SyntaxError", "InvalidArgumentType", "n"),
        ("MATCH (n) RETURN type(n)", "SyntaxError", "InvalidArgumentType", "n"),
        ("RETURN all(x IN ['a'] WHERE x % 2 = 0)", "SyntaxError", "InvalidArgumentType", "x % 2"),
        ("WITH 1 AS x RETURN x.y", "TypeError", "InvalidArgumentType", "x.y"),
        ("WITH [1] AS x RETURN x['a']", "TypeError", "ListElementAccessByNonInteger", "'a'"),
        ("MATCH (n) RETURN (n)-->()", "SyntaxError", "UnexpectedSyntax", "(n)-->()"),
        ("MATCH (n) RETURN size((n)-->())", "SyntaxError", "UnexpectedSyntax", "(n)-->()"),
        ("MATCH (n $p) RETURN n", "SyntaxError", "InvalidParameterUse", "$p"),
        ("MATCH p = shortestPath((a)-->()-->(b)) RETURN p", "SyntaxError", "InvalidRelationshipPattern", None),
        ("CREATE (a)-->(b)", "SyntaxError", "NoSingleRelationshipType", "-->"),
        ("CREATE (a)-[:R]-(b)", "SyntaxError", "RequiresDirectedRelationship", "-[:R]-"),
        ("CREATE (a)-[:R*2]->(b)", "SyntaxError", "CreatingVarLength", "-[:R*2]->"),
        ("CREATE (a:A|B)", "SyntaxError", "UnexpectedSyntax", "A|B"),
        ("MATCH (n) DELETE n:A", "SyntaxError", "InvalidDelete", "n:A"),
        ("MATCH (n) DELETE n.x", "SyntaxError", "InvalidArgumentType", "n.x"),
        ("MATCH (n) DELETE 1", "SyntaxError", "InvalidArgumentType", "1"),
        ("MERGE (n) ON CREATE SET m.x = 1", "SyntaxError", "UndefinedVariable", "m"),
        ("WITH 1 AS x CALL db.labels YIELD label RETURN x", "SyntaxError", "InvalidArgumentPassingMode", None),
        ("RETURN COLLECT { MATCH (n) RETURN n, 1 AS one }", "SyntaxError", "InvalidClauseComposition", None),
    ],
)
def test_what_is_wrong(text: str, kind: str, detail: str, spot: str | None) -> None:
    error = refused(text)
    assert (error.type, error.detail) == (kind, detail)
    if spot is not None:
        assert text[error.start : error.end] == spot


def test_a_name_that_is_nearly_right_is_proposed() -> None:
    assert "did you mean 'state'" in refused("MATCH (state) RETURN stat").message
    assert "did you mean 'toUpper'" in refused("RETURN toUper('a')").message


def test_sort_keys_and_where_of_grouped_rows_look_at_columns() -> None:
    text = "MATCH (n) WITH n.x AS x, count(*) AS c ORDER BY count(*) + n.x WHERE n.x > 1 RETURN x"
    analysis = analysed(text)
    assert isinstance(analysis.statement.query, tree.SingleQuery)
    clause = analysis.statement.query.clauses[1]
    assert isinstance(clause, tree.With)
    projected = analysis.projected(clause)
    assert projected.sort_keys == (tree.Binary("+", tree.Variable("c"), tree.Variable("x")),)
    assert projected.where == tree.Comparison((">",), (tree.Variable("x"), tree.Integer(1)))


def test_parameters() -> None:
    statement = parse("MATCH (n {x: $b}) WHERE n.y = $a RETURN n LIMIT $a")
    assert analyse(statement).parameters == ("a", "b")
    analyse(statement, {"a": 1, "b": 2})
    with pytest.raises(MissingParameter) as caught:
        analyse(statement, {"b": 1})
    assert caught.value.column == 31


def test_writing_is_seen_wherever_it_stands() -> None:
    assert analysed("MATCH (n) CALL { CREATE (m) } RETURN n").writes
    assert not analysed("MATCH (n) RETURN n").writes


def test_functions_of_a_later_day_say_so() -> None:
    with pytest.raises(NotSupported, match=r"date\.truncate"):
        analysed("RETURN date.truncate('day', 1)")


def test_equal_clauses_keep_their_own_columns() -> None:
    analysis = analysed("MATCH (a) WITH * WITH *, 1 AS b WITH * RETURN *")
    assert isinstance(analysis.statement.query, tree.SingleQuery)
    clauses = [clause for clause in analysis.statement.query.clauses if isinstance(clause, tree.With)]
    assert [len(analysis.columns_of(clause)) for clause in clauses] == [1, 2, 2]
    assert INTEGER in [column.type for column in analysis.columns_of(clauses[2])]


SEEDS = tuple((Path(__file__).parent / "neo4j_checks.txt").read_text(encoding="utf-8").splitlines())


@settings(max_examples=500, deadline=None)
@given(st.sampled_from(SEEDS), st.sampled_from(SEEDS), st.data())
def test_queries_that_are_cut_and_spliced_raise_nothing_but_cypher_errors(
    one: str, two: str, data: st.DataObject
) -> None:
    first, second = tokenize(one)[:-1], tokenize(two)[:-1]
    begin = data.draw(st.integers(0, len(first)))
    end = data.draw(st.integers(begin, len(first)))
    put = second[data.draw(st.integers(0, len(second))) :][: data.draw(st.integers(0, 6))]
    words = [one[token.start : token.end] for token in first]
    text = " ".join([*words[:begin], *(two[token.start : token.end] for token in put), *words[end:]])
    try:
        analyse(parse(text))
    except CypherError as error:
        assert error.detail
        assert error.start is not None
