// title: Agreements and their parties
// titre: Accords et leurs parties
// description: Each agreement with who is bound by it; a party that is not plainly one (planned, ended, denied) says so.
MATCH (p:Entity)-[r:PARTY_TO]->(a:Agreement)
WITH a, r, p ORDER BY p.name, p.id
WITH a, count(p) AS size,
     collect(CASE r.status WHEN 'actual' THEN p.name ELSE p.name + ' (' + r.status + ')' END) AS parties
RETURN a.name AS agreement, a.kind AS kind, size, parties
ORDER BY agreement, a.id
