// title: Who arms whom
// titre: Qui arme qui
// description: Every flow of arms with its amounts and sources, the best supported first.
MATCH (a:Entity)-[r:SENDS]->(b:Entity)
WHERE r.category = 'arms'
RETURN a.name AS sender, b.name AS receiver, r.status AS status, coalesce(r.quantities, []) AS quantities,
       r.first_date AS first_date, r.last_date AS last_date, coalesce(r.attributed_to, []) AS sources,
       r.support AS claims, r.contradicted AS contradicted, r.sentence AS sentence
ORDER BY claims DESC, sender, receiver, r.id
