"""Text to tree: pairs of what is written and what it says."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.cypher.errors import CypherError, CypherSyntaxError, NotSupported
from accord.cypher.syntax import tree, walk
from accord.cypher.syntax.parser import MAXIMUM_DEPTH, parse


def clauses(text: str) -> tuple[tree.Clause, ...]:
    query = parse(text).query
    assert isinstance(query, tree.SingleQuery)
    return query.clauses


def expression(text: str) -> tree.Expression:
    (clause,) = clauses("RETURN " + text)
    assert isinstance(clause, tree.Return)
    return clause.items[0].expression


def path(text: str) -> tree.PathPattern:
    match = clauses(f"MATCH {text} RETURN 1")[0]
    assert isinstance(match, tree.Match)
    return match.patterns[0]


def shown(node: tree.Node) -> str:
    """An expression with all its parentheses."""
    match node:
        case tree.Binary():
            return f"({shown(node.left)} {node.operator} {shown(node.right)})"
        case tree.Unary():
            return f"({node.operator} {shown(node.operand)})"
        case tree.Comparison():
            rest = zip(node.operators, node.operands[1:], strict=True)
            return f"({shown(node.operands[0])}{''.join(f' {sign} {shown(each)}' for sign, each in rest)})"
        case tree.IsNull():
            return f"({shown(node.operand)} IS {'NOT ' * node.negated}NULL)"
        case tree.HasLabels():
            return f"({shown(node.subject)} : {node.labels})"
        case tree.Property():
            return f"{shown(node.subject)}.{node.key}"
        case tree.Subscript():
            return f"{shown(node.subject)}[{shown(node.index)}]"
        case tree.Variable():
            return node.name
        case tree.Integer() | tree.Float():
            return str(node.value)
        case tree.ListLiteral():
            return f"[{', '.join(map(shown, node.items))}]"
    raise AssertionError(node)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("a OR b AND c", "(a OR (b AND c))"),
        ("a OR b XOR c", "(a OR (b XOR c))"),
        ("NOT a AND b", "((NOT a) AND b)"),
        ("NOT a = b", "(NOT (a = b))"),
        ("NOT NOT a", "(NOT (NOT a))"),
        ("a AND b AND c", "((a AND b) AND c)"),
        ("1 < x <= 3", "(1 < x <= 3)"),
        ("a = b IN c", "(a = (b IN c))"),
        ("a + b IN c", "((a + b) IN c)"),
        ("a IN b IS NULL", "((a IN b) IS NULL)"),
        ("a.x IS NOT NULL", "(a.x IS NOT NULL)"),
        ("a STARTS WITH b + c", "(a STARTS WITH (b + c))"),
        ("1 - 2 - 3", "((1 - 2) - 3)"),
        ("1 + 2 * 3 ^ 4", "(1 + (2 * (3 ^ 4)))"),
        ("2 ^ 3 ^ 2", "((2 ^ 3) ^ 2)"),
        ("-2 ^ 2", "(-2 ^ 2)"),
        ("- a.x", "(- a.x)"),
        ("1 - -1", "(1 - -1)"),
        ("1 -1", "(1 - 1)"),
        ("a[0].b[1]", "a[0].b[1]"),
        ("(a)-(b)", "(a - b)"),
        ("(a) < -1", "(a < -1)"),
        ("(a)<-1", "(a < -1)"),
        ("a CONTAINS b OR c", "((a CONTAINS b) OR c)"),
        ("a || b || c", "((a || b) || c)"),
        ("-9223372036854775808", "-9223372036854775808"),
        ("[-1, -1.5]", "[-1, -1.5]"),
    ],
)
def test_precedence(written: str, meant: str) -> None:
    assert shown(expression(written)) == meant


X, Y, XS = tree.Variable("x"), tree.Variable("y"), tree.Variable("xs")
A, B = tree.NodePattern(tree.Variable("a")), tree.NodePattern(tree.Variable("b"))
STEP = tree.RelationshipPattern(direction="out")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("null", tree.Null()),
        ("TRUE", tree.Boolean(True)),
        ("$p", tree.Parameter("p")),
        ("{a: 1, `b c`: 'x'}", tree.MapLiteral((("a", tree.Integer(1)), ("b c", tree.String("x"))))),
        ("x[1..]", tree.Slice(X, tree.Integer(1), None)),
        ("x[..]", tree.Slice(X, None, None)),
        ("count(*)", tree.CountStar()),
        ("count(DISTINCT x)", tree.FunctionCall("count", (X,), True)),
        ("date.truncate('day', x)", tree.FunctionCall("date.truncate", (tree.String("day"), X))),
        ("x:A&!B", tree.HasLabels(X, tree.LabelAnd((tree.Label("A"), tree.LabelNot(tree.Label("B")))))),
        ("[x IN xs]", tree.ListComprehension(X, XS, None, None)),
        ("[x IN xs WHERE x | y]", tree.ListComprehension(X, XS, X, Y)),
        (
            "[x IN xs WHERE x:A | y]",
            tree.ListComprehension(X, XS, tree.HasLabels(X, tree.Label("A")), Y),
        ),
        (
            "[x IN xs WHERE (x:A|B) | y]",
            tree.ListComprehension(X, XS, tree.HasLabels(X, tree.LabelOr((tree.Label("A"), tree.Label("B")))), Y),
        ),
        ("[(a)-->(b) | x]", tree.PatternComprehension(tree.PathPattern((A, STEP, B)), None, X)),
        ("[y = (a)-->(b) WHERE x | y]", tree.PatternComprehension(tree.PathPattern((A, STEP, B), Y), X, Y)),
        ("[(a)-->(b)]", tree.ListLiteral((tree.PatternExpression(tree.PathPattern((A, STEP, B))),))),
        ("[y = (x)]", tree.ListLiteral((tree.Comparison(("=",), (Y, X)),))),
        ("any(x IN xs WHERE y)", tree.Quantifier("any", X, XS, Y)),
        ("reduce(y = 0, x IN xs | x)", tree.Reduce(Y, tree.Integer(0), X, XS, X)),
        (
            "x {.name, .*, y, z: 1}",
            tree.MapProjection(
                X,
                (
                    tree.MapEntry("name", tree.Property(X, "name")),
                    tree.MapEntry("*", None),
                    tree.MapEntry("y", Y),
                    tree.MapEntry("z", tree.Integer(1)),
                ),
            ),
        ),
        ("CASE WHEN x THEN y END", tree.Case(None, (tree.CaseBranch((X,), Y),), None)),
        (
            "CASE x WHEN 1, 2 THEN y ELSE x END",
            tree.Case(X, (tree.CaseBranch((tree.Integer(1), tree.Integer(2)), Y),), X),
        ),
        ("x IS :: INTEGER NOT NULL", tree.IsType(X, (tree.ValueType("INTEGER", False),), False)),
        (
            "x IS NOT TYPED LIST<BOOL> | INT",
            tree.IsType(
                X, (tree.ValueType("LIST", True, (tree.ValueType("BOOLEAN"),)), tree.ValueType("INTEGER")), True
            ),
        ),
        (
            "EXISTS { (a)-->(b) WHERE x }",
            tree.Subquery("EXISTS", tree.SingleQuery((tree.Match((tree.PathPattern((A, STEP, B)),), X),))),
        ),
        (
            "COUNT { MATCH (a) }",
            tree.Subquery("COUNT", tree.SingleQuery((tree.Match((tree.PathPattern((A,)),)),))),
        ),
        (
            "shortestPath((a)-[*..3]->(b))",
            tree.PatternExpression(
                tree.PathPattern(
                    (A, tree.RelationshipPattern(direction="out", length=tree.Length(1, 3)), B),
                    selector=tree.Selector("shortestPath"),
                )
            ),
        ),
        ("end", tree.Variable("end")),
        ("match", tree.Variable("match")),
        ("trim(BOTH 'x' FROM y)", tree.FunctionCall("btrim", (Y, tree.String("x")))),
        ("trim('x' FROM y)", tree.FunctionCall("btrim", (Y, tree.String("x")))),
        ("trim(LEADING FROM y)", tree.FunctionCall("ltrim", (Y,))),
        ("normalize(y, NFD)", tree.FunctionCall("normalize", (Y, tree.String("NFD")))),
        (
            "y IS NOT NORMALIZED",
            tree.Comparison(("<>",), (Y, tree.FunctionCall("normalize", (Y, tree.String("NFC"))))),
        ),
        (
            "CASE x WHEN > 1, 0 THEN y END",
            tree.Case(
                None,
                (
                    tree.CaseBranch(
                        (
                            tree.Binary(
                                "OR",
                                tree.Comparison((">",), (X, tree.Integer(1))),
                                tree.Comparison(("=",), (X, tree.Integer(0))),
                            ),
                        ),
                        Y,
                    ),
                ),
                None,
            ),
        ),
    ],
)
def test_expressions(written: str, meant: tree.Expression) -> None:
    assert expression(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("(a)", tree.PathPattern((A,))),
        ("p = (a)-->(b)", tree.PathPattern((A, STEP, B), tree.Variable("p"))),
        ("(a)<--(b)", tree.PathPattern((A, tree.RelationshipPattern(direction="in"), B))),
        ("(a)<-->(b)", tree.PathPattern((A, tree.RelationshipPattern(direction="both"), B))),
        (
            "(a)-[x:R|:S*2]-(b)",
            tree.PathPattern(
                (
                    A,
                    tree.RelationshipPattern(
                        X, tree.LabelOr((tree.Label("R"), tree.Label("S"))), "both", tree.Length(2, 2)
                    ),
                    B,
                )
            ),
        ),
        (
            "(a)-[*]->(b)",
            tree.PathPattern((A, tree.RelationshipPattern(direction="out", length=tree.Length(1, None)), B)),
        ),
        (
            "(a)-[*0..]->(b)",
            tree.PathPattern((A, tree.RelationshipPattern(direction="out", length=tree.Length(0, None)), B)),
        ),
        (
            "(a)-->{,4}(b)",
            tree.PathPattern((A, tree.RelationshipPattern(direction="out", length=tree.Length(0, 4)), B)),
        ),
        (
            "(a)-->+(b)",
            tree.PathPattern((A, tree.RelationshipPattern(direction="out", length=tree.Length(1, None)), B)),
        ),
        (
            "(:A:B {n: 1} WHERE x)",
            tree.PathPattern(
                (
                    tree.NodePattern(
                        None,
                        tree.LabelAnd((tree.Label("A"), tree.Label("B"))),
                        tree.MapLiteral((("n", tree.Integer(1)),)),
                        X,
                    ),
                )
            ),
        ),
        ("(:%)", tree.PathPattern((tree.NodePattern(labels=tree.AnyLabel()),))),
        ("(:$any(xs))", tree.PathPattern((tree.NodePattern(labels=tree.DynamicLabel(XS, True)),))),
        (
            "(a) ((x)-->(y) WHERE x){1,2} (b)",
            tree.PathPattern(
                (
                    A,
                    tree.ParenthesizedPath(
                        tree.PathPattern((tree.NodePattern(X), STEP, tree.NodePattern(Y))), X, tree.Length(1, 2)
                    ),
                    B,
                )
            ),
        ),
        ("ANY SHORTEST (a)-->(b)", tree.PathPattern((A, STEP, B), selector=tree.Selector("SHORTEST"))),
        ("SHORTEST 3 PATHS (a)-->(b)", tree.PathPattern((A, STEP, B), selector=tree.Selector("SHORTEST", 3))),
        ("ALL SHORTEST (a)-->(b)", tree.PathPattern((A, STEP, B), selector=tree.Selector("ALL SHORTEST"))),
    ],
)
def test_patterns(written: str, meant: tree.PathPattern) -> None:
    assert path(written) == meant


def test_projection() -> None:
    (clause,) = clauses("RETURN DISTINCT x.a  +  1, y AS z ORDER BY z DESC, x SKIP 1 LIMIT $n")
    assert isinstance(clause, tree.Return)
    assert [item.name for item in clause.items] == ["x.a  +  1", "z"]
    assert clause.distinct
    assert clause.order_by == (tree.SortItem(tree.Variable("z"), True), tree.SortItem(X, False))
    assert (clause.skip, clause.limit) == (tree.Integer(1), tree.Parameter("n"))


def test_clauses_in_a_row() -> None:
    text = """
    EXPLAIN MATCH (a) USING INDEX a:A(name) WHERE x OPTIONAL MATCH (a)-->(b) UNWIND xs AS x
    WITH *, 1 AS one ORDER BY x WHERE one > 0
    CALL (a) { MATCH (c) RETURN c } IN TRANSACTIONS OF 10 ROWS
    CALL db.labels() YIELD label AS l WHERE l <> ''
    CREATE (n)-[:R]->(m) MERGE (k) ON CREATE SET k.new = true ON MATCH SET k += {a: 1}, k:L:M
    REMOVE n.x, n:L DETACH DELETE m FOREACH (i IN [1] | SET n.i = i CREATE (o))
    RETURN * UNION ALL RETURN 1 ;
    """
    statement = parse(text)
    assert statement.mode == "EXPLAIN"
    assert isinstance(statement.query, tree.Union)
    assert statement.query.all
    first = statement.query.branches[0]
    assert [type(each).__name__ for each in first.clauses] == [
        *("Match", "Match", "Unwind", "With", "CallSubquery", "CallProcedure", "Create", "Merge", "Remove", "Delete"),
        *("Foreach", "Return"),
    ]
    merge = first.clauses[7]
    assert isinstance(merge, tree.Merge)
    assert [type(each).__name__ for each in merge.on_match] == ["SetProperties", "SetLabels"]


def test_every_node_says_where_it_stands() -> None:
    text = "MATCH (n:A)-[r]->() WHERE n.x > [1, 2][0] RETURN toUpper(n.name) AS name, COUNT { (n)--() }"
    spans = {(type(node).__name__, text[node.start : node.end]) for node in walk.descendants(parse(text).query)}
    assert ("Property", "n.x") in spans
    assert ("Subscript", "[1, 2][0]") in spans
    assert ("FunctionCall", "toUpper(n.name)") in spans
    assert ("RelationshipPattern", "-[r]->") in spans
    assert ("Comparison", "n.x > [1, 2][0]") in spans
    assert ("Subquery", "COUNT { (n)--() }") in spans
    assert ("ProjectionItem", "toUpper(n.name) AS name") in spans
    assert not [name for name, span in spans if not span]


@pytest.mark.parametrize(
    ("text", "detail", "spot"),
    [
        ("", "UnexpectedSyntax", ""),
        ("MATCH (n RETURN n", "UnexpectedSyntax", "RETURN"),
        ("MATCH (n) RETRUN n", "UnexpectedSyntax", "RETRUN"),
        ("MATCH (n) WHERE RETURN n", "UnexpectedSyntax", "RETURN"),
        ("RETURN [1, 2", "UnexpectedSyntax", ""),
        ("RETURN 1 2", "UnexpectedSyntax", "2"),
        ("RETURN 1; RETURN 2", "UnexpectedSyntax", "RETURN"),
        ("RETURN 1 != 2", "UnexpectedSyntax", "!="),
        ("RETURN 12ab", "InvalidNumberLiteral", "12ab"),
        ("RETURN 9223372036854775808", "IntegerOverflow", "9223372036854775808"),
        ("RETURN -9223372036854775809", "IntegerOverflow", "9223372036854775809"),
        ("MATCH (a)-[:R..]->(b) RETURN a", "InvalidRelationshipPattern", ".."),
        ("MATCH (a)-[:R*-2]->(b) RETURN a", "InvalidRelationshipPattern", "-"),
        ("RETURN 1 AS a UNION RETURN 2 AS a UNION ALL RETURN 3 AS a", "InvalidClauseComposition", "UNION"),
        ("MATCH (a)-[r*1..2 WHERE r.x]->(b) RETURN a", "InvalidRelationshipPattern", "WHERE"),
        ("MATCH (a:A:B|C) RETURN a", "UnexpectedSyntax", "|"),
        ("RETURN any(x IN xs)", "UnexpectedSyntax", ")"),
        ("RETURN x IS :: NUMBER", "UnexpectedSyntax", "NUMBER"),
        ("MATCH (n) SET n = ", "UnexpectedSyntax", ""),
        ("MATCH (n) SET 1 = 2", "UnexpectedSyntax", "1"),
    ],
)
def test_what_is_no_cypher(text: str, detail: str, spot: str) -> None:
    with pytest.raises(CypherSyntaxError) as caught:
        parse(text)
    error = caught.value
    assert error.detail == detail
    assert error.start is not None
    assert text[error.start : error.end] == spot


@pytest.mark.parametrize(
    "text",
    ["LOAD CSV FROM 'x' AS row RETURN row", "CREATE INDEX FOR (n:A) ON (n.x)", "SHOW INDEXES", "USE other RETURN 1"],
)
def test_what_is_not_supported_says_so(text: str) -> None:
    with pytest.raises(NotSupported):
        parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "RETURN " + "(" * 5000 + "1" + ")" * 5000,
        "RETURN " + "[" * 5000 + "]" * 5000,
        "RETURN " + "NOT " * 5000 + "true",
        "RETURN " + "- " * 5000 + "x",
        "RETURN " + "1" + " + 1" * 5000,
        "RETURN x" + ".y" * 5000,
        "RETURN x" + "[0]" * 5000,
        "MATCH (:" + "!" * 5000 + "A) RETURN 1",
        "RETURN " + "CASE WHEN " * 5000,
        "RETURN " + "EXISTS { MATCH (n) WHERE " * 5000,
        "RETURN " + "[(a)--({x: " * 5000,
        "RETURN x IS :: " + "LIST<" * 5000,
        "CALL { " * 5000 + "RETURN 1",
        "MATCH " + "(" * 5000,
    ],
    ids=lambda text: text[:30],
)
def test_depth_is_an_error_and_no_crash(text: str) -> None:
    with pytest.raises(CypherSyntaxError):
        parse(text)


def test_depth_that_fits() -> None:
    parse("RETURN " + "(" * 90 + "1" + ")" * 90)
    parse("RETURN 1" + " + 1" * (MAXIMUM_DEPTH - 5))


def test_a_long_chain_of_alternatives_is_shallow() -> None:
    statement = parse("MATCH (n) WHERE " + " OR ".join(f"n.x = {index}" for index in range(5000)) + " RETURN n")
    depth, _ = walk.depth(statement.query)
    assert depth < 40


def test_no_stack_left_is_an_error_too() -> None:
    def deeper(levels: int) -> None:
        if levels:
            deeper(levels - 1)
        else:
            parse("RETURN " + "(" * 80 + "1" + ")" * 80)

    with pytest.raises(CypherSyntaxError, match="too deep"):
        deeper(sys.getrecursionlimit() - 250)


WORDS = (
    "MATCH RETURN WITH WHERE UNWIND AS ORDER BY CREATE MERGE SET ON CALL YIELD UNION CASE WHEN THEN ELSE END AND OR NOT IN "
    "IS NULL n r 1 2.5 'a' $p ( ) [ ] { } - > < = . .. , : | * + / % ^ & ! count exists any reduce shortestPath"
).split()


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)))
def test_any_text_parses_or_is_a_cypher_error(text: str) -> None:
    try:
        statement = parse(text)
    except CypherError as error:
        assert str(error)
        assert error.start is None or 0 <= error.start <= len(text)
    else:
        assert statement.text == text


@settings(max_examples=100, deadline=None)
@given(st.text(min_size=1), st.text())
def test_strings_and_names_come_back(name: str, value: str) -> None:
    quoted = value.replace("\\", "\\\\").replace("'", "\\'")
    ticked = name.replace("`", "``")
    (clause,) = clauses(f"RETURN '{quoted}' AS `{ticked}`")
    assert isinstance(clause, tree.Return)
    assert clause.items[0].name == name
    assert clause.items[0].expression == tree.String(value)
