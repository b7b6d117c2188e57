"""Expressions on a real Neo4j and here: the same values, and errors where it has errors."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from accord.cypher import run
from accord.cypher.errors import CypherError
from accord.cypher.semantics import analyse
from accord.cypher.syntax.parser import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.neo4j

CHECKS = Path(__file__).parent / "neo4j_checks.txt"

# One expression a line.
EXPRESSIONS = r"""
1 + 2 * 3 ^ 2
-2 ^ 2
2 ^ 3 ^ 2
7 / 2
-7 / 2
7 % -3
-7 % 3
-7.5 % 2
7.0 / 0
0.0 / 0
1 / 0
1 % 0
1.0 % 0
9223372036854775807 + 1
-9223372036854775808 - 1
9223372036854775807 * 2
-(-9223372036854775808)
0 ^ -1
(-8) ^ 0.5
10 ^ 400
'a' + 1
1.0 + 'a'
'a' + 1.5e10
'a' + true
true + true
[1] + 2
1 + [2]
[1] + [2, null]
[1] + null
'a' + null
{} + 1
'a' || 'b'
[1] || [2]
'a' || 1
1 = 1.0
1 = true
1 = '1'
[1, null] = [1, 2]
[1, null] = [2, 2]
[1] = [1, null]
{a: null} = {a: 1}
{a: 1} = {a: 1.0}
{a: 1} = {b: 1}
[1, 2] < [1, 3]
[1] < [1, 0]
[1, null] < [2, 0]
[1, null] < [1, 2]
1 < 'a'
'a' < 'b'
false < true
1 < 0.0 / 0
0.0 / 0 = 0.0 / 0
0.0 / 0 <> 0.0 / 0
1 < 2 < 3
3 > 2 > 2
1 = 1 = 1
null = null
null <> 1
1 IN [1.0]
null IN []
null IN [1]
2 IN [1, null]
[1] IN [[1, null], [1]]
1 IN null
true AND null
false AND null
true OR null
true XOR null
NOT null
1 AND true
'abc' STARTS WITH 'a'
'abc' ENDS WITH null
1 STARTS WITH 'a'
'abc' CONTAINS ''
'abc' =~ 'a.c'
'abc' =~ 'b'
'ABC' =~ '(?i)abc'
'a\nb' =~ 'a.b'
[1, 2, 3][0]
[1, 2, 3][-1]
[1, 2, 3][5]
[1, 2, 3][null]
[1, 2, 3]['a']
[1, 2, 3][1..]
[1, 2, 3][..-1]
[1, 2, 3][1..1]
[1, 2, 3][null..2]
[1, 2, 3][-5..9]
{a: 1}.a
{a: 1}.b
{a: 1}['a']
{a: 1}[1]
null.a
(1).a
toUpper('straße')
toLower('ÉTÉ')
toUpper(1)
size('a🚢b')
size([])
size({a: 1})
size(null)
length('abc')
reverse('aé🚢')
reverse([1, null, 2])
reverse(1)
substring('missile', 2)
substring('missile', 2, 3)
substring('missile', 20)
substring('missile', -1)
substring('missile', 0, -1)
substring('missile', 2, null)
left('missile', 3)
left('missile', -1)
left('missile', 30)
right('missile', 3)
right('missile', 30)
replace('a-b-c', '-', '')
replace('abc', '', 'x')
split('a,b,,c', ',')
split('a,b;c', [',', ';'])
split('abc', '')
split('', ',')
split('a,', ',')
split(null, ',')
trim('  a ')
ltrim('  a ')
rtrim('  a ')
btrim('xxaxx', 'x')
head([])
last([1, 2])
tail([])
tail([1, 2])
range(1, 3)
range(3, 1, -1)
range(1, 10, 4)
range(1, 3, 0)
coalesce(null, 1, 2)
coalesce(null)
nullIf(1, 1.0)
nullIf(1, 2)
isEmpty('')
isEmpty([])
isEmpty({})
isEmpty(null)
toInteger('42')
toInteger(' 42 ')
toInteger('4.9')
toInteger('-4.9')
toInteger('0x1F')
toInteger('1e3')
toInteger('abc')
toInteger('')
toInteger('99999999999999999999')
toInteger('1_000')
toInteger(4.9)
toInteger(-4.9)
toInteger(1e30)
toInteger(0.0 / 0)
toInteger(true)
toInteger([])
toIntegerOrNull([])
toIntegerOrNull('4')
toIntegerList(['1', null, 2.5, 'x'])
toFloat('1.5')
toFloat('1e3')
toFloat('.5')
toFloat('5.')
toFloat('NaN')
toFloat('Infinity')
toFloat('0x1F')
toFloat('abc')
toFloat(3)
toFloat(true)
toFloatOrNull(true)
toBoolean('true')
toBoolean(' TRUE ')
toBoolean('yes')
toBoolean(1)
toBoolean(0)
toBoolean(1.0)
toBooleanOrNull(1.0)
toString(1)
toString(1.0)
toString(10000000.0)
toString(9999999.0)
toString(0.001)
toString(0.0001)
toString(1e308)
toString(123456789.123)
toString(-0.0)
toString(1.0 / 0)
toString(0.0 / 0)
toString(true)
toString('a')
toString([])
toStringOrNull([])
toStringList([1, 1.0, null, true])
abs(-3)
abs(-3.5)
abs('a')
ceil(1.2)
ceil(-1.2)
floor(-1.2)
floor(3)
sign(-3.5)
sign(0)
round(2.5)
round(-2.5)
round(-1.5)
round(0.49999999999999994)
round(1.255, 2)
round(-1.25, 1)
round(1.25, 1, 'HALF_EVEN')
round(-1.25, 1, 'HALF_DOWN')
round(1.21, 1, 'UP')
round(7, 2)
round(1.5, -1)
round(1.5, 0)
round(-1.5, 0)
round(2.5, 0, 'HALF_EVEN')
sqrt(9)
sqrt(-1)
log(0)
log(-1)
log10(1000)
exp(1)
exp(1000)
sin(1)
cos(1)
tan(1)
cot(1)
cot(0)
asin(2)
acos(1)
atan(1)
atan2(1, -1)
degrees(pi())
radians(180)
haversin(0.5)
pi()
e()
isNaN(0.0 / 0)
isNaN(1)
properties({a: 1})
properties(1)
valueType(1)
valueType('a')
valueType(null)
char_length('abc')
character_length('a🚢')
lower('ABC')
upper('abc')
normalize('e\u0301')
normalize('e\u0301', NFD)
[x IN [1, 2, 3] WHERE x > 1 | x * 2]
[x IN null | x]
[x IN [1, null] | x IS NULL]
all(x IN [] WHERE x > 1)
any(x IN [null, 2] WHERE x > 1)
any(x IN [null, 0] WHERE x > 1)
none(x IN [null] WHERE x > 1)
single(x IN [2, null] WHERE x > 1)
single(x IN [2, 3, null] WHERE x > 1)
all(x IN null WHERE x > 1)
reduce(s = 0, x IN [1, 2, 3] | s + x)
reduce(s = 0, x IN [1, null] | s + x)
reduce(s = 0, x IN null | s + x)
CASE WHEN null THEN 1 ELSE 2 END
CASE 1 WHEN 1.0 THEN 'a' END
CASE null WHEN null THEN 1 ELSE 2 END
CASE 3 WHEN 1, 3 THEN 'x' ELSE 'y' END
0x1F + 0o17
1_000
.5
'\u00e9\t\'x'
'\d'
"a'b"
'\\'
toFloat(' 1.5')
toFloat('1.5f')
toFloat('1d')
toFloat('-Infinity')
toFloat('infinity')
toFloat('1e400')
toInteger('+5')
toInteger('.5')
toInteger('5.')
toInteger('NaN')
toInteger('1e30')
toInteger('-99999999999999999999.5')
toInteger('9223372036854775808')
toIntegerOrNull('9223372036854775808')
toIntegerList(['9223372036854775808'])
toInteger('1.5e3')
toInteger('Infinity')
toInteger('1d')
toFloat('1_0')
trim(BOTH 'x' FROM 'xxaxx')
trim(LEADING 'x' FROM 'xxaxx')
trim(TRAILING 'x' FROM 'xxaxx')
trim('x' FROM 'xxaxx')
trim(FROM ' a ')
trim(BOTH FROM ' a ')
btrim('xyaxy', 'xy')
ltrim('xyaxy', 'xy')
btrim('aaa', '')
trim('\u00a0a\u2003')
trim('\u0001a')
normalize('e\u0301', NFKC)
'a' IS NORMALIZED
1 + null
null + [1]
-null
+1
+'a'
- -1
1 - -1
2 - 1 - 1
NOT true = false
NOT true OR true
true XOR false AND false
1 = 2 <> false
1 < 2 = true
[1, 2] || null
'a' < null
[] < [1]
[[1]] < [[2]]
{} = {}
[1, 2] IN [1, [1, 2]]
1 IN [[1], 1]
[null] IN [[null]]
[] IN [[]]
(0.0/0) IN [0.0/0]
'x' IN 'xyz'
reverse('')
split('abcabc', ['b', 'bc'])
split('abcabc', ['bc', 'b'])
split('abc', [])
split('aXbxc', 'x')
replace('aaa', 'aa', 'b')
substring('abc', 1, 0)
substring('abc', 5, 1)
substring(null, 1)
left(null, 1)
left('abc', null)
right('abc', null)
left(null, -1)
substring('a🚢b', 1, 1)
head(null)
tail(null)
size('')
range(0, -1)
range(-1, 1, 1)
range(0, 10, -1)
range(null, 1)
range(1, 2.0)
head(1)
toBoolean('t')
toBoolean('False')
toBoolean(-5)
toBooleanList(['true', 1, null, 'x', 1.5])
toFloatList(['1', 1, null, 'x', true])
toString(1e21)
toString(1.5e-10)
toString(100.0)
toString(1234567.0)
toString(2e-3)
1e21 + 'a'
round(2.675, 2)
round(-2.675, 2)
round(2.5, 0, 'HALF_UP')
round(-2.5, 0, 'HALF_UP')
round(-2.5, 0, 'HALF_DOWN')
round(null, 1)
round(1.5, null)
round(0.0 / 0)
round(1.0 / 0)
round(5)
round(5, 2)
ceil(0.0 / 0)
sign(0.0 / 0)
sign(-0.0)
abs(-0.0)
degrees(1)
radians(90)
sqrt(null)
sqrt('a')
log(2.718281828459045)
5 % 0.0
5.5 % -2
-5 / 3.0
2 ^ -1
2 ^ 0.5
0 ^ 0
1 IN [1.0, null]
coalesce()
nullIf(null, null)
nullIf(1, null)
valueType(1.5)
valueType(true)
valueType([1])
valueType([1, 'a', null])
valueType([])
valueType({a: 1})
valueType([[1], [2.0]])
[1, 2, 3][1.0]
[1, 2, 3][0..1.5]
[1, 2, 3][1..null]
{a: 1}[null]
'abc'[0]
null[0]
null[0..1]
{a: {b: 2}}.a.b
{a: 1} {.a, .b, c: 2}
[x IN [1, 2, 3] | x] + [4]
[x IN [1, 2, 3] WHERE x > 1][0]
any(x IN [1, 2] WHERE x = 2) AND true
all(x IN [1, null] WHERE x > 0)
none(x IN [1, null] WHERE x > 1)
single(x IN [null, null] WHERE x > 1)
CASE WHEN 1 > 2 THEN 1 END
CASE 'a' WHEN 'a' THEN 1 WHEN 'a' THEN 2 END
CASE 5 WHEN > 3 THEN 'big' ELSE 'small' END
CASE 5 WHEN IS NULL THEN 'none' WHEN < 3, = 5 THEN 'x' END
'a' =~ '.*' AND 'b' =~ '[a-c]'
null =~ 'a'
1 =~ 'a'
'a' =~ '('
{a: null} = {a: null}
{a: 1, b: null} = {a: 2, b: null}
[1] + [[2]]
[[1]] + 2
'a' + ['b']
1.5 + 1
1 + 'a' + 1
"""

# Aggregations over [what UNWIND gives]: one a line.
AGGREGATIONS = r"""
[1, 2, 3] | sum(x)
[1, 2.5] | sum(x)
[] | sum(x)
[null] | sum(x)
['a'] | sum(x)
[9223372036854775807, 1] | sum(x)
[1, 2, null] | avg(x)
[] | avg(x)
[3, 'a', [1], true, null] | min(x)
[3, 'a', [1], true, null] | max(x)
[1, 1.0, 2] | count(DISTINCT x)
[1, 1.0, 2] | collect(DISTINCT x)
[null, 1, null] | collect(x)
[] | collect(x)
[null, 1] | count(x)
[null, 1] | count(*)
[2, 4, 4, 4, 5, 5, 7, 9] | stDev(x)
[2, 4, 4, 4, 5, 5, 7, 9] | stDevP(x)
[3] | stDev(x)
[] | stDevP(x)
[10, 20, 30] | percentileDisc(x, 0.5)
[10, 20, 30] | percentileDisc(x, 0)
[10, 20, 30, 40] | percentileDisc(x, 0.5)
[10, 20, 30, 40] | percentileCont(x, 0.4)
[10, 20] | percentileCont(x, 1.5)
[] | percentileCont(x, 0.5)
[] | stDev(x)
[null] | stDevP(x)
[9223372036854775807, 1] | avg(x)
[1, 2, 3, 4] | percentileCont(x, 0.9)
[1, 2, 3, 4] | percentileDisc(x, 0.9)
[1.5, 2] | percentileDisc(x, 0.1)
[1, 2] | percentileDisc(x, null)
[0.1, 0.2, 0.3] | sum(x)
[0.1, 0.2, 0.3] | avg(x)
[1, 2, 2, null] | sum(DISTINCT x)
['a', 'B', 'b'] | max(x)
[0.0/0, 1] | max(x)
[0.0/0, 1] | min(x)
[1, 1.0] | max(x)
[[1], [1, 2]] | max(x)
[{a: 1}, {b: 0}] | collect(x)
[[1, null], [1, null]] | count(DISTINCT x)
[{a: 1}, {a: 1.0}] | count(DISTINCT x)
"""

TYPE_PREDICATES = r"""
1 IS :: INTEGER
null IS :: INTEGER
null IS :: INTEGER NOT NULL
1 IS :: FLOAT
[1, 'a'] IS :: LIST<INTEGER>
[1, 'a'] IS :: LIST<INTEGER | STRING>
[] IS :: LIST<NOTHING>
'a' IS NOT :: INTEGER
"""

# Whole queries: one a line.
QUERIES = r"""
WITH {a: 1, b: 2} AS m RETURN m {.a, .c, d: 3} AS value
WITH {a: 1, b: 2} AS m RETURN m {.*, a: 3} AS value
WITH 5 AS x, {a: 1} AS m RETURN m {x, .a} AS value
UNWIND [{a: 2}, {b: 1}, {a: 1, b: 1}, {}, {a: 'x'}] AS x WITH x ORDER BY x RETURN collect(x) AS value
UNWIND ['é', 'f', 'E', 'z', '🚢', '\uffff'] AS x WITH x ORDER BY x RETURN collect(x) AS value
"""

# Left out, because Neo4j has here what Java has, and not what Cypher says: abs() of the least integer is negative,
# round() ends at 2^63, integers beyond 2^53 lose digits when they meet floats. And keys() of a map have no order.


@pytest.fixture(scope="module")
def server(neo4j_server: Any) -> Iterator[Any]:
    from neo4j import GraphDatabase

    auth = (neo4j_server.user, neo4j_server.password)
    with GraphDatabase.driver(neo4j_server.uri, auth=auth, notifications_min_severity="OFF") as driver:
        yield driver


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


def ours(query: str) -> Any:
    try:
        return next(iter(run(nx.MultiDiGraph(), query)))[0]
    except CypherError:
        return "an error"


def theirs(driver: Any, query: str) -> Any:
    from neo4j.exceptions import Neo4jError

    try:
        return driver.execute_query(query).records[0][0]
    except Neo4jError:
        return "an error"


def same(one: Any, other: Any) -> bool:
    """Equal in kind and value; floats to the last few digits, which hang on the platform's mathematics."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if type(one) is not type(other):
        return False
    if isinstance(one, float) and math.isnan(one):
        return math.isnan(other)
    return one == pytest.approx(other, rel=1e-14) if isinstance(one, float) else bool(one == other)


def differences(driver: Any, queries: list[str]) -> list[tuple[str, Any, Any]]:
    compared = [(query, ours(query), theirs(driver, query)) for query in queries]
    return [(query, here, there) for query, here, there in compared if not same(here, there)]


def test_expressions(server: Any) -> None:
    assert not differences(server, [f"RETURN {line} AS value" for line in lines(EXPRESSIONS)])


def test_aggregations(server: Any) -> None:
    pairs = [line.split(" | ") for line in lines(AGGREGATIONS)]
    assert not differences(server, [f"UNWIND {items} AS x RETURN {call} AS value" for items, call in pairs])


def test_checks(server: Any) -> None:
    """One query a line: taken here and there, with the same columns, or refused here and there.

    Left out is what this engine refuses on purpose (a UNION with its columns in another order, MERGE of what is made
    from itself) or takes (reading after writing without WITH).
    """
    from neo4j.exceptions import Neo4jError

    parameters = {"x": 1, "p": 1, "map": {}, "k": "k", "list": [1], "a b": 1, "1": 1}
    found = []
    for query in CHECKS.read_text(encoding="utf-8").splitlines():
        try:
            here = list(analyse(parse(query)).columns)
        except CypherError:
            here = None
        try:
            there = list(server.execute_query(f"EXPLAIN {query.removeprefix('EXPLAIN ')}", parameters).keys)
        except Neo4jError:
            there = None
        if here != there:
            found.append((query, here, there))
    assert not found


def test_queries(server: Any) -> None:
    assert not differences(server, lines(QUERIES))


@pytest.mark.xfail(strict=True, reason="IS :: is parsed and checked, but not yet run")
def test_types_of_values(server: Any) -> None:
    assert not differences(server, [f"RETURN {line} AS value" for line in lines(TYPE_PREDICATES)])


def test_order(server: Any) -> None:
    mixed = "[1, 'b', null, [2], true, 1.5, {a: 1}, 'a', [1, null], false, 0.0 / 0, {}, [1], 2, {b: 0}, []]"
    for direction in ("ASC", "DESC"):
        query = f"UNWIND {mixed} AS x WITH x ORDER BY x {direction} RETURN collect(coalesce(x, 'null')) AS value"
        assert same(ours(query), theirs(server, query))
