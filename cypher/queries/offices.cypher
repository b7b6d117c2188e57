// title: Who holds which office
// titre: Qui exerce quelle fonction
// description: Persons, what they are of which state or organisation, and since and until when the texts say so.
MATCH (p:Person)-[r:HOLDS_OFFICE]->(body:Entity)
RETURN p.name AS person, r.role AS role, body.name AS of, r.status AS status, r.first_date AS first_date,
       r.last_date AS last_date, r.sentence AS sentence
ORDER BY person, of, r.id
