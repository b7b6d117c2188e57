// title: Sanctions by target
// titre: Sanctions par cible
// description: Who is sanctioned by whom, with what the texts count and whether it is done, planned or over.
MATCH (a:Entity)-[r:SANCTIONS]->(b:Entity)
RETURN b.name AS target, a.name AS sanctioned_by, r.status AS status, coalesce(r.quantities, []) AS quantities,
       coalesce(r.attributed_to, []) AS sources, r.support AS claims, r.sentence AS sentence
ORDER BY target, sanctioned_by, r.id
