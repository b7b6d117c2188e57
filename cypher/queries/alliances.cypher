// title: Blocs, organisations and their members
// titre: Blocs, organisations et leurs membres
// description: Each organisation with the states and organisations that are in it; who has left or is denied to be one is not.
MATCH (m:Entity)-[r:MEMBER_OF]->(o:Organisation)
WHERE (m:State OR m:Organisation) AND NOT r.status IN ['ended', 'denied']
WITH o, m, r ORDER BY m.name, m.id
WITH o, count(m) AS size, collect(m.name) AS members, collect(r.status) AS statuses
RETURN o.name AS alliance, o.kind AS kind, size, members, statuses
ORDER BY size DESC, alliance, o.id
