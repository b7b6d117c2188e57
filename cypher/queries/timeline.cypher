// title: What happened when
// titre: Chronologie
// description: Claims by the day they speak of, or else their document's date; of one actor (by name or alias) or of all.
// parameter: actor = ""
MATCH (c:Claim)-[:IN]->(d:Document)
MATCH (a:Entity {id: c.from}), (b:Entity {id: c.to})
WITH c, d, a, b, coalesce(c.start_date, c.end_date, d.date) AS day,
     [name IN [a.name, b.name] + coalesce(a.aliases, []) + coalesce(b.aliases, []) | toLower(name)] AS names
WHERE day IS NOT NULL AND ($actor = '' OR toLower($actor) IN names)
RETURN day, c.end_date AS until, CASE WHEN c.start_date IS NULL AND c.end_date IS NULL THEN 'document' ELSE 'text' END AS dated_by,
       a.name AS from, c.type AS relation, c.category AS category, b.name AS to, c.status AS status,
       c.sentence AS sentence
ORDER BY day, until, c.id
