// Amounts on the picture: each beside its curve, where it covers neither a node nor another amount.
const LABEL_FONT = 11;
const MOST_LABELS = 400;
const ASIDE = [0, -15, 15, -28, 28];
const ALONG = [0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72, 0.22, 0.78, 0.17, 0.83];
let labels = []; // {id, text, left, top, right, bottom}
let labelsAreOld = true;

function meets(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

function placeLabels(context) {
  labelsAreOld = false;
  labels = [];
  const wanted = data.edges.filter((edge) => shown.edges.has(edge.id) && edge.quantities).sort((a, b) => b.width - a.width || compare(a.id, b.id));
  const taken = [...shown.present].map((id) => nodeBox(id));
  const middles = wanted.length ? [...shown.edges].slice(0, MOST_LABELS).map(middleOf) : [];
  context.font = `bold ${LABEL_FONT}px system-ui, sans-serif`;
  for (const edge of wanted.slice(0, MOST_LABELS)) {
    const text = edge.quantities.map((quantity) => amount(quantity, true)).slice(0, 2).join(" · ");
    const half = context.measureText(text).width / 2 + 5;
    // Better not on the middle of another curve: there it is clicked.
    const others = middles.filter((middle) => middle.id !== edge.id);
    const box = firstFree(edge.id, half, [...taken, ...others]) || firstFree(edge.id, half, taken);
    if (!box) continue;
    taken.push(box);
    labels.push({ ...box, id: edge.id, text });
  }
}

function middleOf(id) {
  const { x, y } = pointOn(id, 0.5);
  return { id, left: x - 4, right: x + 4, top: y - 4, bottom: y + 4 };
}

// On the curve if there is room, else a little beside it.
function firstFree(id, half, taken) {
  for (const aside of ASIDE) {
    for (const share of ALONG) {
      const { x, y } = pointOn(id, share);
      const ahead = pointOn(id, share + 0.02);
      const length = Math.hypot(ahead.x - x, ahead.y - y) || 1;
      const [across, down] = [x - (aside * (ahead.y - y)) / length, y + (aside * (ahead.x - x)) / length];
      const box = { left: across - half, right: across + half, top: down - 9, bottom: down + 9 };
      if (!taken.some((other) => meets(box, other))) return box;
    }
  }
  return null;
}

function drawLabels(context) {
  if (labelsAreOld) placeLabels(context);
  for (const label of labels) drawLabel(context, label);
}

function drawLabel(context, label) {
  const edge = edges.get(label.id);
  context.font = `bold ${LABEL_FONT}px system-ui, sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = colours.paper;
  context.strokeStyle = edgeColour(edge);
  context.lineWidth = 1;
  context.setLineDash([]);
  context.beginPath();
  context.rect(label.left, label.top, label.right - label.left, label.bottom - label.top);
  context.fill();
  context.stroke();
  context.fillStyle = colours.ink;
  context.fillText(label.text, (label.left + label.right) / 2, (label.top + label.bottom) / 2 + 0.5);
}

function labelAt(point) {
  const hit = labels.find((label) => point.x > label.left && point.x < label.right && point.y > label.top && point.y < label.bottom);
  return hit && hit.id;
}
