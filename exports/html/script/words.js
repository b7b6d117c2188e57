// The page in the reader's language: its own words, captions of the schema, numbers and dates.
const LANGUAGES = ["fr", "en"];
const BOUNDS = { about: "≈ ", min: "≥ ", max: "≤ " };
let language = data.language || (navigator.languages || []).map((tag) => tag.slice(0, 2)).find((tag) => LANGUAGES.includes(tag)) || "en";

function word(name, values) {
  return data.interface[name][language].replace(/\{(\w+)\}/g, (hole, key) => (values && key in values ? String(values[key]) : hole));
}

function caption(part, name) {
  const entry = legend[part][name];
  return entry ? entry.caption[language] : name;
}

function kindCaption(node) {
  const label = legend.labels[node.group];
  const kind = node.kind && label && label.kinds[node.kind];
  return kind ? kind[language] : node.kind ? `${caption("labels", node.group)} (${node.kind})` : caption("labels", node.group);
}

// What a relation is, read from its source, or from its target where `inverse` says so.
function typeCaption(edge, inverse) {
  const type = legend.types[edge.type];
  return type ? (inverse ? type.inverse : type.caption)[language] : edge.type;
}

// «: armes», to follow a relation's caption or its other end; nothing where it has no category.
function categorySuffix(edge) {
  if (!edge.category) return "";
  const type = legend.types[edge.type];
  const category = type && type.categories[edge.category];
  return `${colon()} ${category ? category[language] : edge.category}`;
}

function colon() {
  return language === "fr" ? "\u00a0:" : ":";
}

function count(number) {
  return number.toLocaleString(language);
}

function figure(value, short) {
  const compact = short && Math.abs(value) >= 1e5;
  const style = compact ? { notation: "compact", maximumFractionDigits: 1 } : { maximumFractionDigits: 6 };
  return value.toLocaleString(language, style);
}

// «≥ 4 000 000 obus», or on the picture, where room is scarce, «≥ 4 M obus».
function amount(quantity, short) {
  const range = quantity.bound === "range" && quantity.high != null ? `–${figure(quantity.high, short)}` : "";
  const unit = short && quantity.unit.length > 22 ? `${quantity.unit.slice(0, 21).trimEnd()}…` : quantity.unit;
  return `${BOUNDS[quantity.bound] || ""}${figure(quantity.value, short)}${range}${unit ? ` ${unit}` : ""}`;
}

function day(date) {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  const moment = parts && new Date(Date.UTC(Number(parts[1]), parts[2] - 1, Number(parts[3])));
  return moment && !Number.isNaN(moment.getTime()) ? moment.toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" }) : date;
}

function period(first, last) {
  if (!first && !last) return "";
  if (first === last) return day(first);
  return `${first ? day(first) : "…"} → ${last ? day(last) : "…"}`;
}

// An element with attributes and children; strings become text, never markup.
function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "class") made.className = value;
    else if (typeof value === "boolean") made[name] = value;
    else if (value != null) made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child != null && child !== ""));
  return made;
}

function drawn(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}
