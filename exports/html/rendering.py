"""From `Page` to HTML: pyvis holds the network, our template prints it, everything inlined, nothing fetched."""

from __future__ import annotations

import base64
import hashlib
import json
import math
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, astuple, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from accord.exports.files import STANDARD_OUTPUT, ExportReport, written
from accord.exports.html.layout import lines
from accord.exports.html.legend import LANGUAGES, caption, interface, legend
from accord.exports.html.page import Page, page_of
from accord.graph.amounts import phrase
from accord.graph.errors import ExportError
from accord.graph.model import Contents, Quantity

if TYPE_CHECKING:
    from markupsafe import Markup
    from pyvis.network import Network  # type: ignore[import-untyped]

__all__ = ["SCRIPTS", "network", "render", "write_html"]

FOLDER = Path(__file__).parent
SCRIPTS = ("data", "words", "filters", "labels", "picture", "evidence", "lists", "main")
"""Our script's parts, in the order in which the page reads them."""

MOST_ROWS = 1000
OPTIONS: Mapping[str, object] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "keyboard": False, "selectConnectedEdges": False, "multiselect": False},
}
SURROGATES = re.compile("[\ud800-\udfff]")


def write_html(
    contents: Contents, path: str | os.PathLike[str], *, title: str | None = None, language: str | None = None
) -> ExportReport:
    """Write the graph as one HTML file (whole or not at all), or to standard output (``-``).

    `title` heads the page (without it the document's title, or how many documents there are); `language` of the
    interface is ``fr`` or ``en``, without it the browser's. Equal contents give equal bytes.
    Raises `ExportError` for another language or a path that can't be written.
    """
    page = page_of(contents, title=title, language=language)
    html = render(page)
    with written(path) as stream:
        stream.write(html)
    where = None if os.fspath(path) == STANDARD_OUTPUT else Path(path)
    return ExportReport(where, len(page.nodes), len(page.edges), tuple(_losses(contents, page)))


def _losses(contents: Contents, page: Page) -> Iterator[str]:
    edges = {edge.id: edge for edge in page.edges}
    if len(contents.relations) > len(edges):
        yield f"{len(contents.relations) - len(edges)} edges left out, for want of one of their ends"
    stated = sum(len(relation.quantities) for relation in contents.relations if relation.id in edges)
    unread = stated - sum(len(edge.quantities) for edge in page.edges)
    if unread:
        yield f"{unread} amounts left out, for they can't be read"


def render(page: Page) -> str:
    """The page as HTML. Raises `ExportError` if its language is none of the interface's."""
    from markupsafe import Markup

    if page.language not in (None, *LANGUAGES):
        raise ExportError(f"unknown language {page.language!r}; known: {', '.join(LANGUAGES)}")
    language = page.language or _first_language(page)
    script, style, library = _script(), _read("explorer.css"), _library()
    net = network(page)
    net.templateEnv.autoescape = True
    net.templateEnv.globals.update(
        page=page,
        language=language,
        words={name: captions[language] for name, captions in interface().items()},
        policy=_policy([library, script], [style, *_vendor().styles]),
        script=Markup(script),
        style=Markup(style),
        library=Markup(library),
        data=lambda nodes, edges: _data(page, nodes, edges),
        rows=list(_rows(page, language)),
        rest=max(0, len(page.edges) - MOST_ROWS),
    )
    return SURROGATES.sub("�", net.generate_html())


def network(page: Page) -> Network:
    """The page's nodes and edges in a pyvis `Network`, placed, with our template and without physics."""
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line")
    net.set_template_dir(str(FOLDER), "template.html")
    # Filled directly: `add_node` and `add_edge` search all that is there for each that comes.
    net.nodes = [_plain({"label": "\n".join(lines(node.name)), **asdict(node)}) for node in page.nodes]
    net.node_ids = [node.id for node in page.nodes]
    net.node_map = dict(zip(net.node_ids, net.nodes, strict=True))
    net.edges = [_edge(asdict(edge)) for edge in page.edges]
    net.options = dict(OPTIONS)
    return net


def _edge(fields: dict[str, object]) -> dict[str, object]:
    """With the names that vis-network has for the ends."""
    return _plain({"from": fields.pop("source"), "to": fields.pop("target"), **fields})


def _plain(value: Mapping[str, object]) -> dict[str, object]:
    """Without what says nothing (None, empty, false, a number that is none): the page takes its absence for that."""
    return {name: item for name, item in value.items() if _says_something(item)}


def _says_something(item: object) -> bool:
    if isinstance(item, float):
        return math.isfinite(item)
    return item is not None and item is not False and item != "" and item != ()


def _data(page: Page, nodes: list[dict[str, object]], edges: list[dict[str, object]]) -> Markup:
    """All that the script reads, as JSON that can stand inside a script element."""
    from markupsafe import Markup

    value = {
        "version": page.version,
        "title": page.title,
        "language": page.language,
        "nodes": nodes,
        "edges": edges,
        "claims": [_plain(asdict(claim)) for claim in page.claims],
        "documents": [_plain(asdict(document)) for document in page.documents],
        "legend": legend(),
        "interface": interface(),
        "options": OPTIONS,
    }
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # "<" is the only way out of a script element; the two line ends are none in old scripts.
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


def _rows(page: Page, language: str) -> Iterator[tuple[str, ...]]:
    """The relations in words, for browsers without script: from, what, to, how much, status, by whom, sentence."""
    names = {node.id: node.name for node in page.nodes}
    for edge in page.edges[:MOST_ROWS]:
        what, status = caption("types", edge.type, language), caption("statuses", edge.status, language)
        amounts = " · ".join(phrase(Quantity(*astuple(amount))) for amount in edge.quantities)
        said = "; ".join(edge.attributed_to)
        yield names[edge.source], what, names[edge.target], amounts, status, said, edge.sentence


def _first_language(page: Page) -> str:
    """What the page says before its script has asked the browser: the language of its texts."""
    return next((document.language for document in page.documents if document.language in LANGUAGES), "en")


@dataclass(frozen=True, slots=True)
class Vendor:
    """What ``vendor/vendor.json`` says: the library's file, and the hashes of the style sheets it adds to a page."""

    file: str
    styles: tuple[str, ...]


@cache
def _vendor() -> Vendor:
    values = json.loads(_read("vendor/vendor.json"))
    return Vendor(values["file"], tuple(values["styles"]))


@cache
def _read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@cache
def _library() -> str:
    # Its map is not beside the page, and tools that follow the reference would ask for it.
    return re.sub(r"\n//# sourceMappingURL=.*\s*$", "\n", _read(f"vendor/{_vendor().file}"))


@cache
def _script() -> str:
    parts = "\n".join(_read(f"script/{name}.js") for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}}})();\n'


def _policy(scripts: list[str], styles: list[str]) -> str:
    """The content security policy: these scripts and styles, by their hashes, and nothing else from anywhere."""
    allowed = {"script-src": scripts, "style-src": styles}
    hashes = {
        name: " ".join(text if text.startswith("'sha256-") else _hash(text) for text in texts)
        for name, texts in allowed.items()
    }
    return (
        f"default-src 'none'; script-src {hashes['script-src']}; style-src {hashes['style-src']}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
