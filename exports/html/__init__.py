"""The graph as one HTML page that needs nothing else: no server, no network, no file beside it.

`Page` is what the page reads (``page.schema.json`` says the same for other programs); `page_of` makes it from what a
store holds, `render` makes the HTML from it, `write_html` does all and writes the file.
"""

from accord.exports.html.page import Page, page_of
from accord.exports.html.rendering import network, render, write_html

__all__ = ["Page", "network", "page_of", "render", "write_html"]
