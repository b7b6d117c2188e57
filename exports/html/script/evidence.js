// The right column: what is chosen, who says it, and the sentence in its text.
let choice = null; // {entity} or {relation, claims, at}
let openDocument = null;
const MOST_LISTED = 200;

function chooseEntity(id) {
  bringIn([id]);
  choice = { entity: id };
  showChoice();
}

function chooseRelation(id, claim) {
  const edge = edges.get(id);
  bringIn([edge.from, edge.to]);
  const claims = claimsOf.get(id) || [];
  choice = { relation: id, claims, at: Math.max(0, claims.indexOf(claim)), from: choice && choice.entity ? choice.entity : choice && choice.from };
  showChoice();
}

function chooseNothing() {
  choice = null;
  showChoice();
}

function bringIn(ids) {
  const missing = ids.filter((id) => nodes.has(id) && !isPresent(nodes.get(id)));
  if (!missing.length) return;
  missing.forEach((id) => added.add(id));
  refresh();
}

// Relations and nodes that the choice lights up; null where nothing is chosen.
function chosenParts() {
  if (!choice) return null;
  if (choice.relation) {
    const edge = edges.get(choice.relation);
    return { edges: new Set([edge.id]), nodes: new Set([edge.from, edge.to]) };
  }
  const near = (edgesOf.get(choice.entity) || []).filter((edge) => shown.edges.has(edge.id));
  return { edges: new Set(near.map((edge) => edge.id)), nodes: new Set([choice.entity, ...near.flatMap((edge) => [edge.from, edge.to])]) };
}

function showChoice() {
  const card = document.getElementById("card");
  const claim = choice && choice.relation ? choice.claims[choice.at] : null;
  if (!choice) card.replaceChildren(element("h2", {}, word("facts")), element("p", { class: "quiet" }, word("open")));
  else if (choice.entity) card.replaceChildren(...entityCard(nodes.get(choice.entity)));
  else card.replaceChildren(...relationCard(edges.get(choice.relation), claim));
  if (claim) openDocument = claim.document;
  showText(claim);
  if (choice) bringCardIntoView();
  markList();
  if (network) network.redraw();
}

// On a narrow screen the card may be far from what was touched.
function bringCardIntoView() {
  if (matchMedia("(max-width: 1000px)").matches) document.getElementById("card").scrollIntoView({ block: "nearest" });
}

function entityCard(node) {
  const near = edgesOf.get(node.id) || [];
  const away = new Set(near.flatMap((edge) => [edge.from, edge.to]).filter((id) => !isPresent(nodes.get(id))));
  const showNeighbours = () => {
    away.forEach((id) => added.add(id));
    refresh();
    showChoice();
  };
  return [
    element("h2", {}, caption("labels", node.group), closeButton()),
    element("div", { class: "box" },
      element("p", { class: "what" }, shapeSwatch(node.group), node.name || node.id),
      element("p", { class: "quiet" }, kindCaption(node)),
      node.aliases ? element("p", {}, `${word("also_called")}${colon()} ${node.aliases.join(", ")}`) : "",
      away.size ? element("button", { type: "button", onclick: showNeighbours }, `${word("neighbours")} (${count(away.size)})`) : ""),
    element("h3", {}, word("relations_of", { n: count(near.length) })),
    relationList(near, node.id),
  ];
}

function relationList(list, around) {
  const rows = list.slice(0, MOST_LISTED).map((edge) => element("li", {}, relationButton(edge, around)));
  if (list.length > MOST_LISTED) rows.push(element("li", { class: "quiet" }, word("list_more", { n: count(list.length - MOST_LISTED) })));
  return element("ul", { class: "relations" }, rows);
}

function relationButton(edge, around) {
  const inverse = around !== undefined && edge.to === around && edge.from !== around;
  const text = around === undefined
    ? [sayRelation(edge)]
    : [`${typeCaption(edge, inverse)} `, element("strong", {}, nameOf(inverse ? edge.from : edge.to)), categorySuffix(edge)];
  const amounts = (edge.quantities || []).map((quantity) => amount(quantity)).join(" · ");
  return element("button", { type: "button", class: `link ${shown.edges.has(edge.id) ? "" : "unseen"}`, "data-relation": edge.id, onclick: () => chooseRelation(edge.id) },
    lineSwatch(edge.type), element("span", {}, text, amounts ? element("span", { class: "amount" }, ` ${amounts}`) : "", edge.status === "actual" ? "" : element("span", { class: "quiet" }, ` (${caption("statuses", edge.status)})`)));
}

function sayRelation(edge) {
  return `${nameOf(edge.from)} ${typeCaption(edge)} ${nameOf(edge.to)}${categorySuffix(edge)}`;
}

function relationCard(edge, claim) {
  const said = claim || edge;
  const amounts = (said.quantities || []).map((quantity) => amount(quantity));
  const when = claim ? [claim.time, period(claim.start_date, claim.end_date)].filter(Boolean).join(" · ") : period(edge.first_date, edge.last_date);
  const type = legend.types[edge.type];
  const box = element("div", { class: "box" },
    element("p", { class: "what" }, entityButton(edge.from), type && type.symmetric ? " ↔ " : " → ", entityButton(edge.to)),
    element("p", {}, lineSwatch(edge.type), typeCaption(edge), categorySuffix(edge)),
    amounts.length ? element("p", { class: "amounts" }, amounts.join(" · ")) : "",
    edge.contradicted ? element("p", { class: "warning" }, `⚠ ${word("contradicted")}`) : "",
    facts([
      ["status", element("span", { class: "pill" }, caption("statuses", said.status)), said.confidence === undefined ? "" : element("span", { class: "quiet" }, ` ${word("confidence", { share: said.confidence.toLocaleString(language, { style: "percent" }) })}`)],
      ["according", ...according(claim, edge)],
      ["role", said.role || edge.role],
      ["dates", when],
      ["document", claim ? documentLine(claim.document) : ""],
    ]),
    element("blockquote", {}, sentenceOf(claim, edge)));
  box.style.borderLeftColor = edgeColour(edge);
  return [element("h2", {}, word("relation"), closeButton()), backButton(), box, steps()];
}

// Rows of the card; those without a value are left out.
function facts(rows) {
  const list = element("dl", {});
  for (const [name, ...values] of rows) {
    const present = values.filter((value) => value != null && value !== "");
    if (present.length) list.append(element("dt", {}, word(name)), element("dd", {}, present));
  }
  return list;
}

function according(claim, edge) {
  const ids = claim ? claim.attributed_to || [] : [];
  if (ids.length) return ids.flatMap((id, at) => [at ? ", " : "", nodes.has(id) ? entityButton(id) : id]);
  if (!claim && edge.attributed_to) return [edge.attributed_to.join(", ")];
  return [word("text_itself")];
}

function documentLine(id) {
  const text = documents.get(id);
  if (!text) return id;
  const inferred = text.inferred || [];
  const title = shortened(text.title) || word("untitled");
  const when = text.date ? day(text.date) : word("no_date");
  const link = text.url && /^https?:\/\//i.test(text.url) ? element("a", { href: text.url, target: "_blank", rel: "noopener noreferrer" }, title) : title;
  const note = text.date && inferred.includes("date") ? ` (${word("inferred")})` : "";
  return element("span", {}, link, ` · ${[text.publisher, when].filter(Boolean).join(", ")}${note}`);
}

function shortened(title) {
  return title && title.length > 90 ? `${title.slice(0, 89).trimEnd()}…` : title;
}

function sentenceOf(claim, edge) {
  if (!claim) return edge.sentence || "";
  const text = documents.get(claim.document);
  return text && text.text ? slice(text, claim.start, claim.end) : claim.sentence || "";
}

function steps() {
  const all = choice.claims.length;
  if (all < 2) return "";
  const step = (by) => () => {
    choice.at = (choice.at + by + all) % all;
    showChoice();
    document.getElementById(by > 0 ? "next" : "previous").focus();
  };
  return element("div", { class: "steps" },
    element("button", { type: "button", id: "previous", "aria-label": word("previous"), onclick: step(-1) }, "‹"),
    element("span", {}, `${word("evidence")} ${word("evidence_of", { n: count(choice.at + 1), count: count(all) })}`),
    element("button", { type: "button", id: "next", "aria-label": word("next"), onclick: step(1) }, "›"));
}

function entityButton(id) {
  return element("button", { type: "button", class: "name", "data-entity": id, onclick: () => chooseEntity(id) }, nameOf(id));
}

function closeButton() {
  return element("button", { type: "button", class: "close", "aria-label": word("clear"), onclick: chooseNothing }, "×");
}

function backButton() {
  const id = choice.from;
  return id ? element("button", { type: "button", class: "back", onclick: () => chooseEntity(id) }, `‹ ${nameOf(id)}`) : "";
}

// The text of one document, each sentence that states a relation marked, the chosen claim's sentence lit.
function showText(claim) {
  const place = document.getElementById("text");
  if (!documents.size) {
    place.replaceChildren(element("h2", {}, word("documents")), element("p", { class: "quiet" }, word("no_documents")));
    return;
  }
  if (!documents.has(openDocument)) openDocument = data.documents[0].id;
  const text = documents.get(openDocument);
  const body = element("div", { class: "body", lang: text.language || null });
  body.append(...(text.text ? pieces(text, claim && claim.document === text.id ? claim : null) : [element("p", { class: "quiet" }, word("no_text"))]));
  place.replaceChildren(element("h2", {}, word("documents")), chooser(), element("p", { class: "origin" }, documentLine(text.id)), body);
  const lit = body.querySelector("mark.lit");
  // Not `scrollIntoView`: it would move the page, and the card with it.
  if (lit) body.scrollTop = lit.offsetTop - Math.max(0, (body.clientHeight - lit.offsetHeight) / 2);
}

function chooser() {
  if (documents.size < 2) return "";
  const options = data.documents.map((text) => element("option", { value: text.id, selected: text.id === openDocument }, [text.date, shortened(text.title) || word("untitled")].filter(Boolean).join(" · ")));
  const select = element("select", { "aria-label": word("document") }, options);
  select.addEventListener("change", () => {
    openDocument = select.value;
    showText(null);
  });
  return select;
}

// Sentences may overlap: the text is cut at each of their ends.
function pieces(text, lit) {
  const claims = claimsIn.get(text.id) || [];
  const end = lengthOf(text);
  const cuts = [...new Set([0, end, ...claims.flatMap((claim) => [claim.start, claim.end])])].filter((cut) => cut >= 0 && cut <= end).sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, at) => {
    const to = cuts[at + 1];
    const here = claims.filter((claim) => claim.start < to && claim.end > from);
    const words = slice(text, from, to);
    if (!here.length) return document.createTextNode(words);
    const isLit = lit && lit.start < to && lit.end > from;
    const open = () => openSentence(here);
    return element("mark", { class: isLit ? "lit" : "", tabindex: 0, role: "button", onclick: open, onkeydown: (event) => event.key === "Enter" && open() }, words);
  });
}

// A sentence that states one relation opens it; one that states several lists them.
function openSentence(claims) {
  const byRelation = [...new Map(claims.map((claim) => [claim.relation, claim])).values()];
  if (byRelation.length === 1) return chooseRelation(byRelation[0].relation, byRelation[0]);
  choice = null;
  showChoice();
  const rows = byRelation.map((claim) => element("li", {}, element("button", { type: "button", class: "link", onclick: () => chooseRelation(claim.relation, claim) }, lineSwatch(edges.get(claim.relation).type), sayRelation(edges.get(claim.relation)))));
  document.getElementById("card").replaceChildren(element("h2", {}, word("stated_here"), closeButton()), element("ul", { class: "relations" }, rows));
  bringCardIntoView();
}
