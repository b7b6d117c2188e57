// title: What flows from whom to whom
// titre: Qui envoie quoi à qui
// description: Everything that is sent, or one category of it: arms, troops, money, goods, energy, technology, aid, intelligence, people.
// parameter: category = ""
MATCH (a:Entity)-[r:SENDS]->(b:Entity)
WHERE $category = '' OR r.category = $category
RETURN a.name AS sender, r.category AS category, b.name AS receiver, r.status AS status,
       coalesce(r.quantities, []) AS quantities, coalesce(r.attributed_to, []) AS sources, r.sentence AS sentence
ORDER BY sender, category, receiver, r.id
