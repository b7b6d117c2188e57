// Search, and the list that holds all that the picture shows, for the keyboard and for screen readers.
const MOST_RESULTS = 60;
let haystack = null;

function searchBox() {
  const box = element("input", { type: "search", id: "search", placeholder: word("search_hint"), "aria-label": word("search"), autocomplete: "off" });
  const results = element("ul", { id: "results", class: "relations" });
  const told = element("p", { class: "quiet", role: "status" });
  box.addEventListener("input", () => search(box.value, results, told));
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      box.value = "";
      search("", results, told);
    } else if (event.key === "ArrowDown" || event.key === "Enter") {
      const first = results.querySelector("button");
      if (first && event.key === "Enter") first.click();
      else if (first) first.focus();
      else return;
    } else return;
    event.preventDefault();
  });
  results.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const buttons = [...results.querySelectorAll("button")];
    const next = buttons.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    (buttons[next] || (next < 0 ? box : buttons[buttons.length - 1])).focus();
    event.preventDefault();
  });
  return element("div", { class: "search" }, box, told, results);
}

function search(text, results, told) {
  const wanted = folded(text.trim()).split(/\s+/).filter(Boolean);
  if (!wanted.length) {
    results.replaceChildren();
    told.textContent = "";
    return;
  }
  if (!haystack) haystack = makeHaystack();
  const found = haystack.filter((entry) => wanted.every((part) => entry.text.includes(part)));
  told.textContent = found.length ? word("results", { n: count(found.length) }) : word("no_results");
  results.replaceChildren(...found.slice(0, MOST_RESULTS).map((entry) => element("li", {}, entry.button())));
}

// Names and aliases of entities, then relations by what they are and by all their sentences.
function makeHaystack() {
  const entities = [...data.nodes].sort((a, b) => a.rank - b.rank).map((node) => ({ text: folded([node.name, ...(node.aliases || [])].join("\n")), button: () => nodeButton(node) }));
  const relations = data.edges.map((edge) => {
    const sentences = (claimsOf.get(edge.id) || []).map((claim) => sentenceOf(claim, edge));
    const captions = LANGUAGES.map((code) => (legend.types[edge.type] ? legend.types[edge.type].caption[code] : edge.type));
    return { text: folded([nameOf(edge.from), ...captions, nameOf(edge.to), edge.role || "", edge.sentence || "", ...sentences].join("\n")), button: () => relationButton(edge) };
  });
  return [...entities, ...relations];
}

function nodeButton(node) {
  return element("button", { type: "button", class: `link ${shown.nodes.has(node.id) ? "" : "unseen"}`, "data-entity": node.id, onclick: () => chooseEntity(node.id) },
    shapeSwatch(node.group), element("span", {}, node.name || node.id, element("span", { class: "quiet" }, ` ${kindCaption(node)}`)));
}

// Made when opened, and only of what is shown: numbers and order are those of the picture.
function drawList() {
  const list = document.getElementById("list");
  list.querySelector("summary").textContent = word("list");
  const place = list.querySelector("div");
  if (!list.open) {
    place.replaceChildren();
    return;
  }
  const listed = data.nodes.filter((node) => shown.nodes.has(node.id)).sort((a, b) => a.rank - b.rank);
  const related = data.edges.filter((edge) => shown.edges.has(edge.id));
  const rows = listed.slice(0, MOST_LISTED).map((node) => element("li", {}, nodeButton(node)));
  if (listed.length > MOST_LISTED) rows.push(element("li", { class: "quiet" }, word("list_more", { n: count(listed.length - MOST_LISTED) })));
  place.replaceChildren(
    element("div", {}, element("h2", {}, `${word("entities")} (${count(listed.length)})`), element("ul", { class: "relations" }, rows)),
    element("div", {}, element("h2", {}, `${word("relations")} (${count(related.length)})`), relationList(related)),
  );
  markList();
}

function markList() {
  for (const button of document.querySelectorAll("#list [aria-current]")) button.removeAttribute("aria-current");
  if (!choice) return;
  const name = choice.relation ? "relation" : "entity";
  for (const button of document.querySelectorAll(`#list [data-${name}]`)) if (button.dataset[name] === (choice.relation || choice.entity)) button.setAttribute("aria-current", "true");
}
