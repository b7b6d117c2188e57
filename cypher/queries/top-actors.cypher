// title: The actors with the most relations
// titre: Les acteurs les plus liés
// description: States, organisations and persons by how many relations they are in, and with how many others.
// parameter: limit = 20
MATCH (a:Entity)-[r]-(other:Entity)
WHERE a:State OR a:Organisation OR a:Person
WITH a, count(DISTINCT r) AS relations, count(DISTINCT other) AS partners, sum(r.support) AS claims
RETURN a.name AS actor, [label IN labels(a) WHERE label <> 'Entity'][0] AS label, relations, partners, claims
ORDER BY relations DESC, partners DESC, claims DESC, actor, a.id
LIMIT $limit
