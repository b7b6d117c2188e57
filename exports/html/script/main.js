// The page put together: head, language, light, and what happens when something changes.
function drawAll() {
  document.documentElement.lang = language;
  const title = data.title || (data.documents.length > 1 ? word("title_documents", { n: count(data.documents.length) }) : word("title"));
  document.title = title;
  document.getElementById("title").textContent = title;
  document.getElementById("hint").textContent = word("hint");
  document.getElementById("filters").setAttribute("aria-label", word("filters"));
  document.getElementById("middle").setAttribute("aria-label", word("picture"));
  document.getElementById("evidence").setAttribute("aria-label", word("facts"));
  document.getElementById("picture").setAttribute("aria-label", word("accessible"));
  drawTools();
  drawFilters();
  saySeen();
  drawList();
  showChoice();
}

function drawTools() {
  const button = (name, sign, act) => element("button", { type: "button", "aria-label": word(name), title: word(name), onclick: act }, sign);
  const languages = element("select", { "aria-label": word("language"), id: "language" }, LANGUAGES.map((code) => element("option", { value: code, selected: code === language }, code)));
  languages.addEventListener("change", () => {
    language = languages.value;
    drawAll();
    redraw(true);
    document.getElementById("language").focus();
  });
  document.getElementById("tools").replaceChildren(button("zoom_in", "+", () => zoom(1.25)), button("zoom_out", "−", () => zoom(0.8)), element("button", { type: "button", onclick: fit }, word("fit")), languages, button("theme", "◐", switchTheme));
}

function switchTheme() {
  document.documentElement.dataset.theme = isDark() ? "light" : "dark";
  recolour();
}

function recolour() {
  readColours();
  redraw(true);
  drawFilters();
  drawList();
  showChoice();
}

// After filters or reach have changed.
function refresh() {
  recount();
  saySeen();
  redraw(false);
  drawList();
}

function printInLight() {
  const before = document.documentElement.dataset.theme;
  document.documentElement.dataset.theme = "light";
  recolour();
  if (network) network.on("resize", fit);
  addEventListener("afterprint", () => {
    if (before) document.documentElement.dataset.theme = before;
    else delete document.documentElement.dataset.theme;
    recolour();
    if (network) network.off("resize", fit);
  }, { once: true });
}

recount();
startPicture();
drawAll();
document.getElementById("list").addEventListener("toggle", drawList);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
addEventListener("beforeprint", printInLight);
addEventListener("keydown", (event) => {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key === "/" && !typing) document.getElementById("search").focus();
  else if (event.key === "Escape" && !typing) chooseNothing();
  else return;
  event.preventDefault();
});

// For whoever drives the page from outside: where things are on the screen, and what is chosen.
window.accord = Object.freeze({
  onScreen(point) {
    const box = document.getElementById("picture").getBoundingClientRect();
    const { x, y } = network.canvasToDOM(point);
    return { x: box.left + x, y: box.top + y };
  },
  pointOf: (relation, share = 0.5) => window.accord.onScreen(pointOn(relation, share)),
  placeOf: (entity) => window.accord.onScreen(network.getPosition(inPicture(entity))),
  labels: () => labels.map((label) => ({ ...label })),
  boxes: () => [...shown.present].map((id) => ({ id, ...nodeBox(id) })),
  chosen: () => choice && (choice.relation || choice.entity),
  shown: () => ({ nodes: shown.nodes.size, edges: shown.edges.size }),
});
