// title: Events, where they were and who took part
// titre: Évènements, lieux et participants
// description: Wars, summits, battles, exercises with their places and participants.
MATCH (e:Event)
OPTIONAL MATCH (e)-[:LOCATED_IN]->(l:Entity)
WITH e, l ORDER BY l.name, l.id
WITH e, collect(l.name) AS places
OPTIONAL MATCH (a:Entity)-[r:PARTICIPATES_IN]->(e)
WITH e, places, a, r ORDER BY a.name, a.id
WITH e, places,
     collect(CASE r.status WHEN 'actual' THEN a.name ELSE a.name + ' (' + r.status + ')' END) AS participants
RETURN e.name AS event, places, participants
ORDER BY event, e.id
