// title: The evidence between two actors
// titre: Les preuves entre deux acteurs
// description: Every sentence that states a relation between two actors, in either direction, with document, source and status.
// parameter: from
// parameter: to
MATCH (a:Entity), (b:Entity)
WHERE toLower($from) IN [name IN [a.name] + coalesce(a.aliases, []) | toLower(name)]
  AND toLower($to) IN [name IN [b.name] + coalesce(b.aliases, []) | toLower(name)]
MATCH (a)-[r]-(b)
MATCH (c:Claim {relation: r.id})-[:IN]->(d:Document)
UNWIND coalesce(c.attributed_to, [null]) AS id
OPTIONAL MATCH (s:Entity {id: id})
WITH r, c, d, s ORDER BY s.name, s.id
WITH r, c, d, collect(s.name) AS sources
RETURN startNode(r).name AS from, type(r) AS relation, r.category AS category, endNode(r).name AS to,
       c.status AS status, coalesce(c.quantities, []) AS quantities, sources, c.sentence AS sentence,
       d.title AS document, d.date AS date, d.url AS url
ORDER BY r.id, date, c.id
