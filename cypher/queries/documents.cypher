// title: What has been read
// titre: Ce qui a été lu
// description: The documents with their dates, publishers and how many claims and entities each holds.
MATCH (d:Document)
OPTIONAL MATCH (c:Claim)-[:IN]->(d)
WITH d, count(c) AS claims
RETURN d.date AS date, d.title AS title, d.publisher AS publisher, d.language AS language, d.url AS url,
       size(coalesce(d.entities, [])) AS entities, claims
ORDER BY date, title, d.id
