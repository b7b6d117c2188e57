// What the page was given, indexed; nothing here touches the document.
const data = JSON.parse(document.getElementById("data").textContent);
const legend = data.legend;
// A label may be called «constructor»: only what the schema says is there.
for (const part of Object.values(legend)) {
  Object.setPrototypeOf(part, null);
  for (const entry of Object.values(part)) for (const table of [entry.kinds, entry.categories]) if (table) Object.setPrototypeOf(table, null);
}
const nodes = new Map(data.nodes.map((node) => [node.id, node]));
const edges = new Map(data.edges.map((edge) => [edge.id, edge]));
const documents = new Map(data.documents.map((text) => [text.id, text]));
const claimsOf = new Map(); // relation → its claims, those that agree with its status first
const claimsIn = new Map(); // document → its claims, in the order of the text
const edgesOf = new Map(); // entity → its relations

function gather(index, key, value) {
  if (!index.has(key)) index.set(key, []);
  index.get(key).push(value);
}

for (const claim of data.claims) {
  gather(claimsOf, claim.relation, claim);
  gather(claimsIn, claim.document, claim);
}
for (const edge of data.edges) {
  gather(edgesOf, edge.from, edge);
  if (edge.to !== edge.from) gather(edgesOf, edge.to, edge);
  const claims = claimsOf.get(edge.id) || [];
  const dateOf = (claim) => (documents.get(claim.document) || {}).date || "";
  claims.sort((a, b) => (b.status === edge.status) - (a.status === edge.status) || compare(dateOf(b), dateOf(a)));
  edge.sources = new Set(claims.length ? claims.flatMap(sourcesOf) : edge.attributed_to || [""]);
}
for (const claims of claimsIn.values()) claims.sort((a, b) => a.start - b.start || b.end - a.end);

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// Names of those to whom a claim is ascribed; one empty name where the text speaks itself.
function sourcesOf(claim) {
  return claim.attributed_to ? claim.attributed_to.map((id) => nameOf(id)) : [""];
}

function nameOf(id) {
  const node = nodes.get(id);
  return node ? node.name || node.id : id;
}

// Offsets count code points, the browser's strings UTF-16 units: they differ after the first emoji.
function slice(text, start, end) {
  if (!text.points) text.points = /[\ud800-\udbff]/.test(text.text || "") ? Array.from(text.text) : text.text || "";
  const part = text.points.slice(start, end);
  return Array.isArray(part) ? part.join("") : part;
}

function lengthOf(text) {
  slice(text, 0, 0);
  return text.points.length;
}

// Without accents and case: «Corée» is found by "coree".
function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
