// title: Where claims contradict each other
// titre: Où les affirmations se contredisent
// description: Every claim for a relation that one text states and another denies, or whose exact amounts differ.
MATCH (a:Entity)-[r]->(b:Entity)
WHERE r.contradicted = true
MATCH (c:Claim {relation: r.id})-[:IN]->(d:Document)
UNWIND coalesce(c.attributed_to, [null]) AS id
OPTIONAL MATCH (s:Entity {id: id})
WITH a, r, b, c, d, s ORDER BY s.name, s.id
WITH a, r, b, c, d, collect(s.name) AS sources
RETURN a.name AS from, type(r) AS relation, r.category AS category, b.name AS to, c.status AS status,
       coalesce(c.quantities, []) AS quantities, sources, d.title AS document, d.date AS date, c.sentence AS sentence
ORDER BY r.id, date, c.id
