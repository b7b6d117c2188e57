// title: Programmes, who pursues and who supports them
// titre: Programmes, qui les poursuit et qui les soutient
// description: Each weapons or technology programme with its owner, its supporters and those who sanction it.
MATCH (a:Entity)-[r:PURSUES|SUPPORTS|SANCTIONS]->(p:Programme)
WITH p, r, a ORDER BY a.name, a.id
WITH p, collect(CASE type(r) WHEN 'PURSUES' THEN a.name END) AS pursued_by,
     collect(CASE type(r) WHEN 'SUPPORTS' THEN a.name END) AS supported_by,
     collect(CASE type(r) WHEN 'SANCTIONS' THEN a.name END) AS sanctioned_by
RETURN p.name AS programme, pursued_by, supported_by, sanctioned_by
ORDER BY programme, p.id
