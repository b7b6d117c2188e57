// title: On whose word
// titre: Sur la foi de qui
// description: The sources that texts cite, with how many claims rest on each and in how many documents.
MATCH (c:Claim)-[:IN]->(d:Document)
UNWIND c.attributed_to AS id
MATCH (s:Entity {id: id})
WITH s, count(c) AS claims, count(DISTINCT d) AS documents
RETURN s.name AS source, s.kind AS kind, claims, documents
ORDER BY claims DESC, source, s.id
