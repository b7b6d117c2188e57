"""Takes the README's picture: ``python docs/picture.py graph.html [docs/graph.png]`` (needs Debian's chromium)."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"


def take(page: Path, picture: Path, relation: str | None = None) -> None:
    """Open the page and save what it shows, with the relation of that id chosen if one is named."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page(viewport={"width": 1600, "height": 950}, locale="fr-FR", color_scheme="light")
        tab.goto(page.resolve().as_uri())
        if relation:
            tab.locator("#list > summary").click()
            tab.locator(f'#list [data-relation="{relation}"]').click()
            tab.locator("#list > summary").click()
        tab.wait_for_timeout(500)
        tab.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: picture.py PAGE.html [PICTURE.png] [RELATION-ID]")
    take(Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else "docs/graph.png"), *sys.argv[3:4])
