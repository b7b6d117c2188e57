// title: How two actors are connected
// titre: Comment deux acteurs sont liés
// description: All shortest chains of relations between two actors, each given by its name or an alias, case aside.
// parameter: from
// parameter: to
MATCH (a:Entity), (b:Entity)
WHERE toLower($from) IN [name IN [a.name] + coalesce(a.aliases, []) | toLower(name)]
  AND toLower($to) IN [name IN [b.name] + coalesce(b.aliases, []) | toLower(name)]
  AND a.id <> b.id
MATCH path = allShortestPaths((a)-[*..8]-(b))
RETURN length(path) AS steps, [n IN nodes(path) | n.name] AS actors,
       [r IN relationships(path) | CASE WHEN r.category IS NULL THEN type(r) ELSE type(r) + ' ' + r.category END] AS relations,
       [r IN relationships(path) | r.id] AS ids
ORDER BY steps, ids
