// title: Troops sent and losses taken
// titre: Troupes envoyées et pertes subies
// description: Who sends troops where and who suffers losses where, with the amounts and how sure the texts are.
MATCH (a:Entity)-[r:SENDS|LOSES]->(b:Entity)
WHERE type(r) = 'LOSES' OR r.category = 'troops'
RETURN a.name AS actor, type(r) AS relation, b.name AS place, r.status AS status,
       coalesce(r.quantities, []) AS quantities, coalesce(r.attributed_to, []) AS sources,
       r.contradicted AS contradicted, r.sentence AS sentence
ORDER BY actor, relation, place, r.id
