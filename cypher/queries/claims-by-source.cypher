// title: Claims by source
// titre: Affirmations par source
// description: What is claimed on whose word; one source by its name or alias, or all of them.
// parameter: source = ""
MATCH (c:Claim)-[:IN]->(d:Document)
UNWIND c.attributed_to AS id
MATCH (s:Entity {id: id})
WHERE $source = '' OR toLower($source) IN [name IN [s.name] + coalesce(s.aliases, []) | toLower(name)]
MATCH (a:Entity {id: c.from}), (b:Entity {id: c.to})
RETURN s.name AS source, a.name AS from, c.type AS relation, c.category AS category, b.name AS to,
       c.status AS status, coalesce(c.quantities, []) AS quantities, c.sentence AS sentence, d.title AS document,
       d.date AS date
ORDER BY source, date, document, c.start, c.id, s.id
