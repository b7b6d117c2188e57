"""The page in a real browser: Debian's chromium, without a network."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from accord.exports.html import write_html
from accord.graph.model import Claim, Contents, Document, Entity, Quantity, Relation

pytestmark = pytest.mark.browser

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{CHROMIUM} is missing: apt-get install chromium")
        pytest.skip(f"{CHROMIUM} is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Tab:
    """A page opened from disk, and all that it should not have done."""

    page: Page
    url: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def evaluate(self, script: str, argument: object = None) -> Any:
        return self.page.evaluate(script, argument)

    def text(self, selector: str) -> str:
        return self.page.locator(selector).inner_text()

    def lit(self) -> str:
        """The highlighted text, whole, as it stands in the document."""
        return "".join(self.page.locator("mark.lit").all_text_contents())

    def open_list(self) -> None:
        self.page.locator("#list > summary").click()
        self.page.locator("#list > div > div").first.wait_for()


Open = Callable[..., Tab]


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Writes a graph as a page and opens it; afterwards nothing may have been asked for or complained about."""
    opened: list[Tab] = []

    def open_(contents: Contents, **more: Any) -> Tab:
        path = tmp_path / f"page{len(opened)}.html"
        write_html(contents, path, title=more.pop("title", None), language=more.pop("interface", "fr"))
        context = browser.new_context(viewport=more.pop("viewport", {"width": 1500, "height": 900}), **more)
        context.set_default_timeout(20_000)
        tab = Tab(context.new_page(), path.as_uri())
        tab.page.on("request", lambda request: tab.requests.append(request.url))
        tab.page.on("console", lambda message: tab.complaints.append(message.text))
        tab.page.on("pageerror", lambda error: tab.complaints.append(str(error)))
        tab.page.on("dialog", lambda dialog: tab.complaints.append(dialog.message))
        opened.append(tab)
        tab.page.goto(tab.url)
        return tab

    yield open_
    for tab in opened:
        tab.page.context.close()
        assert tab.requests == [tab.url]
        assert tab.complaints == []


def test_opens_with_the_numbers_of_the_graph(open_page: Open, north: Contents) -> None:
    tab = open_page(north)
    assert tab.text("#shown") == "Affichées : 10 entités sur 10, 9 relations sur 9 · masquées : 0 et 0"
    assert tab.page.locator("#picture canvas").count() == 1
    assert tab.page.title() == "Graphe de relations · 2 documents"


def test_a_small_file(north: Contents, tmp_path: Path) -> None:
    write_html(north, tmp_path / "page.html")
    assert (tmp_path / "page.html").stat().st_size < 900_000


def test_the_policy_stops_what_is_not_ours(browser: Browser, north: Contents, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    write_html(north, path)
    evil = "<script>window.PWN = 1</script><img src='https://x.invalid/' onerror='window.PWN = 2'>"
    path.write_text(path.read_text(encoding="utf-8").replace("</header>", f"</header>{evil}"), encoding="utf-8")
    page = browser.new_page()
    refusals: list[str] = []
    page.on("console", lambda message: refusals.append(message.text))
    page.goto(path.as_uri())
    page.wait_for_timeout(300)
    assert page.evaluate("() => window.PWN") is None
    assert sum("Content Security Policy" in refusal for refusal in refusals) >= 2
    page.close()


def test_each_relation_of_the_list_lights_up_its_sentence_and_nothing_else(open_page: Open, north: Contents) -> None:
    tab = open_page(north)
    tab.open_list()
    claims = {relation.id: [c for c in north.claims if c.relation == relation.id] for relation in north.relations}
    texts = {document.id: document.text for document in north.documents}
    for relation in north.relations:
        tab.page.locator(f'#list [data-relation="{relation.id}"]').click()
        allowed = {texts[claim.document][claim.start : claim.end] for claim in claims[relation.id]}
        assert tab.lit() in allowed
        assert tab.lit() == relation.sentence == tab.text("#card blockquote")
        assert tab.evaluate("() => accord.chosen()") == relation.id
        assert tab.evaluate(
            """() => { const body = document.querySelector("#text .body").getBoundingClientRect();
            const lit = document.querySelector("mark.lit").getBoundingClientRect();
            return lit.top >= body.top - 1 && lit.top < body.bottom; }"""
        )


def test_each_curve_of_the_picture_opens_its_relation(open_page: Open, north: Contents) -> None:
    tab = open_page(north)
    tab.page.wait_for_timeout(200)
    for relation in north.relations:
        point = tab.evaluate("(id) => accord.pointOf(id)", relation.id)
        tab.page.mouse.click(point["x"], point["y"])
        tab.page.locator("#card blockquote").wait_for()
        assert tab.evaluate("() => accord.chosen()") == relation.id
        assert tab.lit() == relation.sentence


def test_the_card_says_what_how_much_who_how_sure_when_and_where(open_page: Open, north: Contents) -> None:
    tab = open_page(north)
    tab.open_list()
    tab.page.locator('#list [data-relation="state:NOR-SENDS:arms->state:POL"]').click()
    card = tab.text("#card").replace("\u202f", " ").replace("\xa0", " ")
    for words in (
        "Norway → Poland",
        "envoie à : armes",
        "≥ 250 véhicules blindés",
        "affirmé comme un fait",
        "Baltica",
        "3 mars 2025",
        "Chantiers et livraisons",
        "4 mars 2025",
        "Les sources se contredisent",
        "Preuve 1 sur 2",
    ):
        assert words in card
    link = tab.page.locator("#card a")
    assert link.get_attribute("href") == "https://baltica.example/chantiers"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_next_evidence_opens_the_other_document(open_page: Open, north: Contents) -> None:
    tab = open_page(north)
    tab.open_list()
    tab.page.locator('#list [data-relation="state:NOR-SENDS:arms->state:POL"]').click()
    tab.page.locator("#next").click()
    assert tab.lit() == "La Pologne nie avoir reçu des blindés norvégiens."
    assert "nié" in tab.text("#card")
    tab.page.keyboard.press("Enter")
    assert tab.lit().startswith("Le 3 mars 2025")


def test_an_entity_lists_its_relations(open_page: Open, north: Contents) -> None:
    tab = open_page(north)
    tab.page.wait_for_timeout(200)
    point = tab.evaluate("(id) => accord.placeOf(id)", "state:SWE")
    tab.page.mouse.click(point["x"], point["y"])
    assert "Aussi appelé\u00a0: Suède" in tab.text("#card")
    tab.page.locator("#card [data-relation]").click()
    assert tab.lit().startswith("La Suède prévoit")
    tab.page.locator("#card .back").click()
    assert tab.evaluate("() => accord.chosen()") == "state:SWE"


def test_a_sentence_with_several_relations_lists_them(open_page: Open, north: Contents) -> None:
    tab = open_page(north)
    yard = next(document for document in north.documents if document.url)
    if tab.page.locator("#text select").input_value() != yard.id:
        tab.page.locator("#text select").select_option(yard.id)
    tab.page.locator("mark", has_text="ont signé l’accord de Gdynia").click()
    assert tab.page.locator("#card .link").count() == 3


@pytest.mark.parametrize(
    ("name", "value", "nodes", "edges"),
    [
        ("group", "State", 7, 0),
        ("type", "SENDS", 9, 5),
        ("status", "planned", 9, 8),
        ("source", "Baltica", 10, 9),
        ("source", "", 6, 1),
    ],
)
def test_filters_change_the_numbers_said(
    open_page: Open, north: Contents, name: str, value: str, nodes: int, edges: int
) -> None:
    tab = open_page(north)
    tab.page.locator(f'[data-filter="{name}"][data-value="{value}"]').uncheck()
    said = f"Affichées : {nodes} entités sur 10, {edges} relations sur 9 · masquées : {10 - nodes} et {9 - edges}"
    assert tab.text("#shown") == said
    assert tab.evaluate("() => accord.shown()") == {"nodes": nodes, "edges": edges}
    tab.open_list()
    assert tab.page.locator("#list [data-relation]").count() == edges
    tab.page.locator("#reset").click()
    assert "masquées : 0 et 0" in tab.text("#shown")


@pytest.mark.parametrize(
    ("query", "first"), [("suede", "Sweden"), ("OSLO", "Norway"), ("blindes norvegiens", "Norway envoie"), ("zz", None)]
)
def test_search_without_accents_and_case(open_page: Open, north: Contents, query: str, first: str | None) -> None:
    tab = open_page(north)
    tab.page.fill("#search", query)
    if first is None:
        assert "Aucun résultat" in tab.text(".search")
    else:
        assert tab.page.locator("#results button").first.inner_text().startswith(first)


def test_all_by_keyboard(open_page: Open, north: Contents) -> None:
    tab = open_page(north)
    keyboard = tab.page.keyboard
    keyboard.press("/")
    keyboard.type("regatta")
    keyboard.press("ArrowDown")
    keyboard.press("Enter")
    assert tab.evaluate("() => accord.chosen()") == "event:regatta"
    keyboard.press("Escape")
    assert tab.evaluate("() => accord.chosen()") is None
    tab.page.locator("#list > summary").focus()
    keyboard.press("Enter")
    tab.page.locator("#list [data-relation]").first.wait_for()
    for _ in range(len(north.entities) + 1):
        keyboard.press("Tab")
    keyboard.press("Enter")
    assert tab.evaluate("() => accord.chosen()") == min(r.id for r in north.relations)
    assert tab.page.locator('#list [aria-current="true"]').count() == 1


def test_every_control_has_a_name_and_can_be_reached(open_page: Open, north: Contents) -> None:
    tab = open_page(north)
    tab.open_list()
    tab.page.locator("#list [data-relation]").first.click()
    nameless = tab.evaluate(
        """() => [...document.querySelectorAll("button, select, input, summary, a")].filter((control) =>
        control.tabIndex < 0 || !(control.textContent.trim() || control.getAttribute("aria-label")
        || (control.labels && control.labels.length))).map((control) => control.outerHTML)"""
    )
    assert nameless == []


def test_both_languages_and_the_browsers_first(open_page: Open, north: Contents) -> None:
    tab = open_page(north, interface=None, locale="en-GB")
    assert tab.text("#shown").startswith("Shown: 10 of 10 entities")
    assert tab.evaluate("() => document.documentElement.lang") == "en"
    tab.page.locator("#language").select_option("fr")
    assert tab.text("#shown").startswith("Affichées")
    assert "est partie à" in tab.text("#filters")
    assert open_page(north, interface=None, locale="fr-FR").text("#shown").startswith("Affichées")
    assert open_page(north, interface="en", locale="fr-FR").text("#shown").startswith("Shown")


def test_dark_and_light(open_page: Open, north: Contents) -> None:
    tab = open_page(north, color_scheme="dark")
    read = "() => getComputedStyle(document.body).backgroundColor"
    dark = tab.evaluate(read)
    tab.page.get_by_role("button", name="Sombre ou clair").click()
    assert tab.evaluate(read) != dark


def test_amounts_cover_neither_nodes_nor_each_other(open_page: Open, north: Contents) -> None:
    tab = open_page(north)
    tab.page.wait_for_timeout(300)
    labels = tab.evaluate("() => accord.labels()")
    assert {label["id"] for label in labels} == {r.id for r in north.relations if r.quantities}
    everything = labels + tab.evaluate("() => accord.boxes()")
    for a, b in combinations(everything, 2):
        apart = a["right"] <= b["left"] or b["right"] <= a["left"] or a["bottom"] <= b["top"] or b["bottom"] <= a["top"]
        assert apart, (a, b)


def test_eight_parallel_relations_can_be_told_apart(open_page: Open) -> None:
    ends = (Entity("a", "State", "A"), Entity("b", "State", "B"))
    kinds = ("SENDS", "SUPPORTS", "SANCTIONS", "ATTACKS")
    relations = [Relation(f"r{n}", kinds[n % 4], *(("a", "b") if n % 2 else ("b", "a"))) for n in range(8)]
    tab = open_page(Contents(ends, tuple(relations)))
    points = [tab.evaluate("(id) => accord.pointOf(id)", relation.id) for relation in relations]
    for one, other in combinations(points, 2):
        assert abs(one["x"] - other["x"]) + abs(one["y"] - other["y"]) > 8
    for relation, point in zip(relations, points, strict=True):
        tab.page.mouse.click(point["x"], point["y"])
        assert tab.evaluate("() => accord.chosen()") == relation.id


def test_loops_and_twenty_parallel_relations(open_page: Open) -> None:
    ends = (Entity("a", "State", "A"), Entity("b", "State", "B"))
    loops = [Relation(f"loop{n}", "ATTACKS", "a", "a", sentence=f"Boucle {n}.") for n in range(2)]
    many = [Relation(f"r{n:02}", "SUPPORTS", "a", "b", sentence=f"Phrase {n}.") for n in range(20)]
    tab = open_page(Contents(ends, (*loops, *many)))
    assert "22 relations sur 22" in tab.text("#shown")
    for loop in loops:
        point = tab.evaluate("(id) => accord.pointOf(id)", loop.id)
        tab.page.mouse.click(point["x"], point["y"])
        assert tab.text("#card blockquote") == loop.sentence
    points = [tab.evaluate("(id) => accord.pointOf(id)", relation.id) for relation in many]
    assert len({(round(point["x"]), round(point["y"])) for point in points}) == 20


@pytest.mark.parametrize("count", [0, 1])
def test_hardly_any_graph(open_page: Open, ring: Callable[[int], Contents], count: int) -> None:
    tab = open_page(ring(count))
    assert tab.text("#shown").startswith(f"Affichées : {count} entités sur {count}")
    if not count:
        assert "ne contient aucune entité" in tab.text("#notice")


def test_a_large_graph_opens_on_its_core(open_page: Open, ring: Callable[[int], Contents]) -> None:
    tab = open_page(ring(1000))
    assert tab.text("#shown").startswith("Affichées : 300 entités")
    assert tab.text("#notice").replace("\u202f", " ").startswith("Pas encore dans l'image : 700 ")
    tab.page.fill("#search", "State 999")
    tab.page.locator("#results button").first.click()
    assert tab.evaluate("() => accord.shown().nodes") == 301
    tab.page.locator("#notice button").first.click()
    assert 600 <= tab.evaluate("() => accord.shown().nodes") <= 601
    tab.page.locator("#notice button").last.click()
    assert tab.evaluate("() => accord.shown().nodes") == 1000
    assert tab.page.locator("#notice").is_hidden()


def test_without_texts_the_relation_still_shows_its_sentence(open_page: Open, north: Contents) -> None:
    for contents in (replace(north, claims=(), documents=()), replace(north, documents=())):
        tab = open_page(contents)
        tab.open_list()
        tab.page.locator("#list [data-relation]").first.click()
        assert tab.text("#card blockquote") == north.relations[0].sentence
        assert "ne contient aucun document" in tab.text("#text")


def test_offsets_count_code_points(open_page: Open) -> None:
    text = "🛰️🚢 Avis 𝔸. Le Pérou reçoit le Chili 🤝 à Lima. Fin."
    start = text.index("Le Pérou")
    end = text.index(" Fin.")
    ends = (Entity("state:CHL", "State", "Chile"), Entity("state:PER", "State", "Peru"))
    claim = Claim("c", "d", "r", "MEETS", "state:CHL", "state:PER", text[start:end], start, end)
    relation = Relation("r", "MEETS", "state:CHL", "state:PER", sentence=text[start:end])
    tab = open_page(Contents(ends, (relation,), (claim,), (Document("d", text, "Avis", "fr"),)))
    tab.open_list()
    tab.page.locator("#list [data-relation]").click()
    assert tab.lit() == text[start:end]
    assert tab.page.locator("#text .body").text_content() == text


def test_without_script_the_table_is_shown(open_page: Open, north: Contents) -> None:
    tab = open_page(north, java_script_enabled=False)
    assert tab.page.locator("noscript table tbody tr").count() == len(north.relations)
    assert "est partie à" in tab.text("noscript table")


@pytest.mark.parametrize("width", [360, 800])
def test_narrow_screens_need_no_scrolling_sideways(open_page: Open, north: Contents, width: int) -> None:
    tab = open_page(north, viewport={"width": width, "height": 740})
    tab.open_list()
    tab.page.locator("#list [data-relation]").first.click()
    assert tab.evaluate("() => document.documentElement.scrollWidth") <= width


def test_prints_on_paper_in_light_colours(open_page: Open, north: Contents) -> None:
    tab = open_page(north, color_scheme="dark")
    tab.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert tab.evaluate("() => document.documentElement.dataset.theme") == "light"
    tab.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert tab.evaluate("() => document.documentElement.dataset.theme") is None
    assert tab.page.pdf()[:5] == b"%PDF-"
    assert tab.evaluate("() => document.documentElement.dataset.theme") is None


RUN = "window.PWN=1"
HOSTILE = (
    f"<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"<!--<script>{RUN}</script>",
    f"--><script>{RUN}</script>",
    f"]]><script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f'"><img src=x onerror={RUN}>',
    f"'><img src=x onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<math><mtext></mtext><script>{RUN}</script></math>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"<iframe src='javascript:parent.{RUN}'></iframe>",
    f"<a href='javascript:{RUN}'>href</a>",
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f" javascript:{RUN}",
    f"java\nscript:{RUN}",
    f"data:text/html,<script>opener.{RUN}</script>",
    f"vbscript:{RUN}",
    f"<body onload={RUN}>",
    f"<details open ontoggle={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<style>@import 'https://x.invalid/{RUN}'</style>",
    "<link rel=stylesheet href=https://x.invalid/x.css>",
    "<meta http-equiv=refresh content='0;url=https://x.invalid/'>",
    "<base href=https://x.invalid/>",
    f"<object data='javascript:{RUN}'></object>",
    f"<embed src='javascript:{RUN}'>",
    f"<form action='javascript:{RUN}'><button>x</button></form>",
    f"</title><script>{RUN}</script>",
    f"</style><script>{RUN}</script>",
    f"</noscript><script>{RUN}</script>",
    f"</textarea><script>{RUN}</script>",
    f"{{{{ {RUN} }}}}",
    "{% for x in [].__class__.__mro__ %}{{ x }}{% endfor %}",
    f"${{{RUN}}}",
    f"`;{RUN};`",
    f'";{RUN};//',
    f"';{RUN};//",
    f'\\";{RUN};//',
    f"\u2028{RUN}\u2029",
    f"\\u003cscript>{RUN}\\u003c/script>",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"<scr\0ipt>{RUN}</scr\0ipt>",
    f"\ud800<script>{RUN}</script>",
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
)


def hostile(evil: tuple[str, ...]) -> Contents:
    """A graph in which every field of every element is hostile."""
    ids = [f"{text}{'' if text[0].isalpha() else number}" for number, text in enumerate(evil)]
    entities = tuple(Entity(ids[n], text, text, text, (text,)) for n, text in enumerate(evil))
    documents = tuple(
        Document(ids[n], f"{text} {text}.", text, text, text, text, text, (text,)) for n, text in enumerate(evil)
    )
    relations, claims = [], []
    for number, text in enumerate(evil):
        ends = (text, ids[number], ids[number - 1])
        relations.append(
            Relation(
                *(f"r{ids[number]}", *ends, text, text),
                quantities=(f"≥ 5 {text}",),
                first_date=text,
                last_date=text,
                attributed_to=(text,),
                sentence=text,
                unit=text,
                quantity=5,
            )
        )
        claims.append(
            Claim(
                *(f"c{ids[number]}", ids[number], f"r{ids[number]}", *ends, text, 0, len(text), text, text),
                quantities=(Quantity(5, text),),
                time=text,
                start_date=text,
                end_date=text,
                attributed_to=(ids[number], text),
                rule=text,
            )
        )
    return Contents(entities, tuple(relations), tuple(claims), documents)


def test_nothing_in_the_data_runs_asks_or_becomes_markup(open_page: Open) -> None:
    assert len(HOSTILE) >= 40
    tab = open_page(hostile(HOSTILE), title=HOSTILE[1])
    ours = tab.evaluate("() => document.scripts.length")
    assert ours == 3
    tab.open_list()
    for selector in ("#list [data-relation]", "#list [data-entity]"):
        for number in range(tab.page.locator(selector).count()):
            tab.page.locator(selector).nth(number).dispatch_event("click")
            tab.page.locator("#card .box").wait_for()
            links = tab.evaluate("() => [...document.links].map((link) => link.protocol)")
            assert set(links) <= {"http:", "https:"}
    tab.page.fill("#search", "script")
    tab.page.locator("#results button").first.click()
    tab.page.locator("#language").select_option("en")
    tab.page.mouse.move(600, 400)
    assert tab.evaluate("() => window.PWN") is None
    assert tab.evaluate("() => document.querySelectorAll('script, img, iframe, object, embed, form, base').length") == 3


def test_no_hostile_string_of_its_own_breaks_the_page(open_page: Open) -> None:
    for text in ("__proto__", "constructor", "\0", "", "0", "名" * 40, "שלום", "🏳️‍🌈" * 30, "x" * 10_000):
        names = (Entity(f"a{text}", "State", text), Entity(text or "b", "State", "B", text or None))
        tab = open_page(Contents(names, (Relation(text or "r", "MEETS", names[0].id, names[1].id, sentence=text),)))
        assert tab.text("#shown").startswith("Affichées : 2 entités sur 2, 1 relations")


def test_ready_soon(open_page: Open, north: Contents) -> None:
    tab = open_page(north)
    start = time.monotonic()
    tab.page.reload()
    assert tab.page.locator("#picture canvas").count() == 1
    assert time.monotonic() - start < 5
    tab.requests.pop()
