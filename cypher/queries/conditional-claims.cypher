// title: What is not stated as fact
// titre: Ce qui n'est pas affirmé comme un fait
// description: Claims in the conditional, or of another status: planned, ended, denied.
// parameter: status = "conditional"
MATCH (c:Claim {status: $status})-[:IN]->(d:Document)
MATCH (a:Entity {id: c.from}), (b:Entity {id: c.to})
UNWIND coalesce(c.attributed_to, [null]) AS id
OPTIONAL MATCH (s:Entity {id: id})
WITH a, b, c, d, s ORDER BY s.name, s.id
WITH a, b, c, d, collect(s.name) AS sources
RETURN a.name AS from, c.type AS relation, c.category AS category, b.name AS to,
       coalesce(c.quantities, []) AS quantities, sources, c.sentence AS sentence, d.title AS document, d.date AS date
ORDER BY from, relation, to, c.id
