// The picture: vis-network draws what is present; places come from the file, nothing moves by itself.
const DASHES = { conditional: [8, 5], planned: [2, 5], ended: [14, 4, 2, 4], denied: [3, 3] };
const READABLE = 0.42; // the scale below which vis-network draws no names
const HIDE_WHILE_MOVING = 1500; // edges, above which they are hidden while the picture moves
const UNKNOWN = { shape: "circle", colour: "#888888" }; // what the schema lacks
let network = null;
let visNodes = null;
let visEdges = null;
let colours = {};

// vis-network keeps its things in plain objects: an id such as «__proto__» must not be a key of them.
function inPicture(id) {
  return `#${id}`;
}

function fromPicture(id) {
  return id.slice(1);
}

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(name).trim();
  colours = { paper: read("--paper"), ink: read("--ink"), faint: read("--faint"), veil: read("--veil") };
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

// On dark paper the schema's colours are lightened, so that lines keep their contrast.
function tinted(colour) {
  if (!isDark()) return colour;
  const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return `#${parts.map((part) => Math.round(part + (255 - part) * 0.3).toString(16).padStart(2, "0")).join("")}`;
}

function edgeColour(edge) {
  return tinted((legend.types[edge.type] || UNKNOWN).colour);
}

function visNode(node) {
  const label = legend.labels[node.group] || UNKNOWN;
  const lit = shown.nodes.has(node.id);
  const colour = tinted(label.colour);
  return {
    id: inPicture(node.id),
    label: lit ? node.label : "",
    x: node.x,
    y: node.y,
    size: node.size,
    shape: label.shape === "circle" ? "dot" : label.shape,
    color: { background: colour, border: colours.ink },
    opacity: lit ? 1 : 0.15,
    borderWidth: 1,
    hidden: !shown.present.has(node.id),
    chosen: false,
    font: { color: colours.ink, size: node.rank < 6 ? 14 : 12, face: "system-ui, sans-serif", strokeWidth: 3, strokeColor: colours.paper },
  };
}

function visEdge(edge) {
  const bend = edge.bend || 0;
  const forward = edge.from <= edge.to;
  const type = legend.types[edge.type];
  return {
    id: inPicture(edge.id),
    from: inPicture(edge.from),
    to: inPicture(edge.to),
    width: edge.width,
    dashes: DASHES[edge.status] ? DASHES[edge.status].map((part) => part * Math.max(1, edge.width / 2.5)) : false,
    color: { color: edgeColour(edge), inherit: false, opacity: 0.85 },
    arrows: { to: { enabled: !(type && type.symmetric), scaleFactor: 0.45 } },
    smooth: bend ? { enabled: true, type: bend > 0 === forward ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) } : false,
    selfReference: { size: 18 + 40 * Math.abs(bend), angle: Math.PI / 2 + bend * 4 },
    hidden: !shown.edges.has(edge.id),
    chosen: false,
  };
}

function startPicture() {
  const place = document.getElementById("picture");
  if (!data.nodes.length || !document.createElement("canvas").getContext("2d")) {
    place.hidden = true;
    return;
  }
  readColours();
  visNodes = new vis.DataSet(data.nodes.filter((node) => shown.present.has(node.id)).map(visNode));
  visEdges = new vis.DataSet(presentEdges().map(visEdge));
  const many = data.edges.length > HIDE_WHILE_MOVING;
  const options = { ...data.options, interaction: { ...data.options.interaction, hideEdgesOnDrag: many, hideEdgesOnZoom: many } };
  network = new vis.Network(place, { nodes: visNodes, edges: visEdges }, options);
  network.on("afterDrawing", drawOver);
  network.on("click", clicked);
  network.on("dragEnd", (event) => {
    if (event.nodes.length) labelsAreOld = true;
  });
  place.tabIndex = 0;
  place.setAttribute("role", "img");
  place.addEventListener("keydown", moveByKey);
  fit();
}

function presentEdges() {
  return data.edges.filter((edge) => shown.present.has(edge.from) && shown.present.has(edge.to));
}

// Only what has changed is handed to vis-network: it measures and styles anew whatever it gets.
function redraw(all) {
  if (!network) return;
  labelsAreOld = true;
  renew(visNodes, data.nodes, visNode, (node) => shown.present.has(node.id), all);
  renew(visEdges, data.edges, visEdge, (edge) => shown.present.has(edge.from) && shown.present.has(edge.to), all);
  network.redraw();
}

function renew(set, items, look, wanted, all) {
  const changed = [];
  for (const item of items) {
    const old = set.get(inPicture(item.id));
    if (!old && !wanted(item)) continue;
    const now = look(item);
    if (all || !old || old.hidden !== now.hidden || old.opacity !== now.opacity) changed.push(old ? withoutPlace(now) : now);
  }
  if (changed.length) set.update(changed);
}

// A node that the reader has moved stays where it was put.
function withoutPlace({ x, y, ...rest }) {
  return rest;
}

function fit() {
  if (network) network.fit({ nodes: [...shown.present].map(inPicture), animation: false });
}

// The drawn things of vis-network 10.1.5 that its interface does not offer; tests of the page hold them to it.
function drawnEdge(id) {
  return network.body.edges[inPicture(id)];
}

function pointOn(id, share) {
  const kind = drawnEdge(id).edgeType;
  if (kind.from !== kind.to) return kind.getPoint(share, kind.getViaNode());
  // A loop is a circle beside its node; its middle is where it is farthest from it.
  const [x, y, radius] = kind._getCircleData();
  const angle = Math.atan2(y - kind.from.y, x - kind.from.x) + (share - 0.5) * Math.PI;
  return { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) };
}

function nodeBox(id) {
  const { left, top, right, bottom } = network.getBoundingBox(inPicture(id));
  return { left: left - 2, top: top - 2, right: right + 2, bottom: bottom + 2 };
}

// Choosing one thing veils the picture and draws the chosen over the veil: no node or edge is restyled for it.
function drawOver(context) {
  drawLabels(context);
  const chosen = chosenParts();
  if (!chosen) return;
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = colours.veil;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  context.restore();
  for (const id of chosen.edges) {
    const edge = drawnEdge(id);
    if (!edge || edge.options.hidden) continue;
    edge.draw(context);
    edge.drawArrows(context);
  }
  const names = [];
  for (const id of chosen.nodes) {
    const node = network.body.nodes[inPicture(id)];
    if (!node || node.options.hidden) continue;
    const { drawExternalLabel } = node.draw(context) || {};
    if (drawExternalLabel) drawExternalLabel();
    if (network.getScale() < READABLE) drawName(context, id, names);
  }
  for (const label of labels) if (chosen.edges.has(label.id)) drawLabel(context, label);
}

// Seen from afar vis-network leaves names out; those of the chosen are drawn in a size that can be read,
// as far as they don't cover each other.
function drawName(context, id, names) {
  const node = nodes.get(id);
  const { x, y } = network.getPosition(inPicture(id));
  const size = 12 / network.getScale();
  context.font = `${size}px system-ui, sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "top";
  context.setLineDash([]);
  context.lineWidth = size / 4;
  context.strokeStyle = colours.paper;
  context.fillStyle = colours.ink;
  const name = (node.label || "").replace(/\n/g, " ");
  const half = context.measureText(name).width / 2;
  const box = { left: x - half, right: x + half, top: y + node.size, bottom: y + node.size + size };
  if (names.some((other) => meets(box, other))) return;
  names.push(box);
  context.strokeText(name, x, y + node.size);
  context.fillText(name, x, y + node.size);
}

function clicked(event) {
  const relation = labelAt(event.pointer.canvas) || (event.nodes.length || !event.edges.length ? null : fromPicture(event.edges[0]));
  if (relation) chooseRelation(relation);
  else if (event.nodes.length) chooseEntity(fromPicture(event.nodes[0]));
  else chooseNothing();
}

function moveByKey(event) {
  const steps = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };
  const scale = network.getScale();
  if (steps[event.key]) {
    const { x, y } = network.getViewPosition();
    network.moveTo({ position: { x: x + steps[event.key][0] / scale, y: y + steps[event.key][1] / scale }, animation: false });
  } else if (event.key === "+" || event.key === "-") zoom(event.key === "+" ? 1.25 : 0.8);
  else return;
  event.preventDefault();
}

function zoom(by) {
  if (network) network.moveTo({ scale: network.getScale() * by, animation: false });
}
