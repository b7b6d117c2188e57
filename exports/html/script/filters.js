// Which nodes and relations are shown, and the legend that says and changes it.
const OPENS_WHOLE = 300; // above, the page opens on so many of the most connected
const FILTERS = ["group", "type", "status", "source"];
const off = Object.fromEntries(FILTERS.map((filter) => [filter, new Set()]));
let reach = data.nodes.length > OPENS_WHOLE ? OPENS_WHOLE : Infinity;
const added = new Set(); // brought into the picture by hand
let shown = { nodes: new Set(), edges: new Set(), present: new Set() };

function isPresent(node) {
  return node.rank < reach || added.has(node.id);
}

function edgePasses(edge) {
  return !off.type.has(edge.type) && !off.status.has(edge.status) && [...edge.sources].some((source) => !off.source.has(source));
}

// A node that has lost all its relations to the filters stays as a pale ghost: it is present, but not shown.
function recount() {
  const present = new Set(data.nodes.filter((node) => isPresent(node) && !off.group.has(node.group)).map((node) => node.id));
  const shownEdges = new Set();
  const linked = new Set();
  const touched = new Set();
  for (const edge of data.edges) {
    if (!present.has(edge.from) || !present.has(edge.to)) continue;
    linked.add(edge.from).add(edge.to);
    if (!edgePasses(edge)) continue;
    shownEdges.add(edge.id);
    touched.add(edge.from).add(edge.to);
  }
  const shownNodes = new Set([...present].filter((id) => touched.has(id) || !linked.has(id)));
  shown = { nodes: shownNodes, edges: shownEdges, present };
}

function tally(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
  return counts;
}

// The most frequent first.
function byCount(counts) {
  return [...counts].sort((a, b) => b[1] - a[1] || compare(a[0], b[0]));
}

// In the schema's order; what the schema lacks comes last.
function inOrder(counts, part) {
  const known = Object.keys(legend[part]);
  const place = (name) => (known.includes(name) ? known.indexOf(name) : known.length);
  return [...counts].sort((a, b) => place(a[0]) - place(b[0]) || compare(a[0], b[0]));
}

function drawFilters() {
  const statuses = tally(data.edges.map((edge) => edge.status));
  const sources = tally(data.edges.flatMap((edge) => [...edge.sources]));
  document.getElementById("filters").replaceChildren(
    searchBox(),
    filterGroup("group", "entities", byCount(tally(data.nodes.map((node) => node.group))), (name) => caption("labels", name), shapeSwatch),
    filterGroup("type", "relations", byCount(tally(data.edges.map((edge) => edge.type))), (name) => typeCaption({ type: name }), lineSwatch),
    filterGroup("status", "status", inOrder(statuses, "statuses"), (name) => caption("statuses", name), dashSwatch),
    filterGroup("source", "sources", byCount(sources), (name) => name || word("text_itself")),
    element("button", { type: "button", id: "reset", onclick: resetFilters }, word("reset")),
  );
}

function filterGroup(filter, heading, entries, name, swatch) {
  if (!entries.length) return "";
  const rows = entries.map(([value, number]) => {
    const box = element("input", { type: "checkbox", checked: !off[filter].has(value), "data-filter": filter, "data-value": value });
    box.addEventListener("change", () => {
      if (box.checked) off[filter].delete(value);
      else off[filter].add(value);
      refresh();
    });
    return element("li", {}, element("label", {}, box, swatch ? swatch(value) : "", element("span", { class: "name" }, name(value)), element("span", { class: "number" }, count(number))));
  });
  return element("fieldset", {}, element("legend", {}, word(heading)), element("ul", {}, rows));
}

function resetFilters() {
  for (const filter of FILTERS) off[filter].clear();
  drawFilters();
  refresh();
  document.getElementById("reset").focus();
}

const POLYGONS = {
  square: "2,2 14,2 14,14 2,14",
  triangle: "8,1 15,14 1,14",
  triangleDown: "1,2 15,2 8,15",
  diamond: "8,1 15,8 8,15 1,8",
  hexagon: "4,2 12,2 16,8 12,14 4,14 0,8",
  star: "8,0 10,6 16,6 11,10 13,16 8,12 3,16 5,10 0,6 6,6",
};

function shapeSwatch(label) {
  const { shape, colour } = legend.labels[label] || UNKNOWN;
  const fill = tinted(colour);
  const figure = POLYGONS[shape] ? drawn("polygon", { points: POLYGONS[shape], fill }) : drawn("circle", { cx: 8, cy: 8, r: 7, fill });
  return drawn("svg", { class: "swatch", viewBox: "0 0 16 16", "aria-hidden": "true" }, figure);
}

function lineSwatch(type) {
  return drawn("svg", { class: "swatch", viewBox: "0 0 16 16", "aria-hidden": "true" }, drawn("line", { x1: 0, y1: 8, x2: 16, y2: 8, stroke: edgeColour({ type }), "stroke-width": 4 }));
}

function dashSwatch(status) {
  const dashes = (DASHES[status] || []).join(" ");
  return drawn("svg", { class: "swatch wide", viewBox: "0 0 32 16", "aria-hidden": "true" }, drawn("line", { x1: 0, y1: 8, x2: 32, y2: 8, stroke: "currentColor", "stroke-width": 2, "stroke-dasharray": dashes }));
}

// How many are shown and hidden: always said, and read out when it changes.
function saySeen() {
  const [all_nodes, all_edges] = [data.nodes.length, data.edges.length];
  const [these_nodes, these_edges] = [shown.nodes.size, shown.edges.size];
  const numbers = { these_nodes, all_nodes, hidden_nodes: all_nodes - these_nodes, these_edges, all_edges, hidden_edges: all_edges - these_edges };
  document.getElementById("shown").textContent = word("shown", Object.fromEntries(Object.entries(numbers).map(([name, number]) => [name, count(number)])));
  const outside = data.nodes.filter((node) => !isPresent(node)).length;
  const notice = document.getElementById("notice");
  notice.hidden = data.nodes.length > 0 && !outside;
  if (!data.nodes.length) notice.replaceChildren(word("no_entities"));
  else if (outside) {
    const more = Math.min(OPENS_WHOLE, outside);
    notice.replaceChildren(
      word("hidden", { n: count(outside) }),
      element("button", { type: "button", onclick: () => widen(reach + more) }, word("expand", { n: count(more) })),
      element("button", { type: "button", onclick: () => widen(Infinity) }, word("everything")),
    );
  }
}

function widen(to) {
  reach = to;
  refresh();
  fit();
}
