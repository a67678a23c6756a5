"""Checks of a page in the browser: axe on narrow and wide windows, light and dark, no sideways scroll, no cut text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

WIDTHS = (320, 1280)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERY_RULE = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
# Night changes colours only.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}

# What a reader who needs larger text sets, and the distances of WCAG 1.4.12.
LARGE_TEXT = ":root { font-size: 200% !important }"
SPACED_TEXT = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""

_DRESS = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = css ? [sheet] : [];
}"""
_TALL = "() => document.documentElement.scrollHeight"
_SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Words of its own that stick out of a box which hides what sticks out; what only readers hear is meant to be hidden.
_CUT = """() => [...document.querySelectorAll("body *")].filter(box => {
  const words = [...box.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  const style = getComputedStyle(box);
  if (!words || box.closest(".vh") || style.display === "inline" || box.clientWidth < 2) return false;
  const hides = way => ["hidden", "clip"].includes(way);
  return hides(style.overflowX) && box.scrollWidth > box.clientWidth + 1
      || hides(style.overflowY) && box.scrollHeight > box.clientHeight + 1;
}).map(box => `${box.tagName} ${box.className} « ${box.textContent.trim().slice(0, 40)} »`)"""


def check(page: Page) -> None:
    """Fail when the page has a fault that axe knows or scrolls sideways; the window is put back as it was."""
    _settle(page)
    faults = found_in(page)
    assert not faults, f"{page.url}: " + "; ".join(faults)


def fits(page: Page) -> None:
    """Fail when the page scrolls sideways in its own window: all that can be asked where scripts are off."""
    _settle(page)
    assert _sideways(page) == []


def found_in(page: Page) -> list[str]:
    """The faults of a page at each width, in the light of day, then its contrasts at night."""
    faults = []
    with window_kept(page):
        for width in WIDTHS:
            widen(page, width)
            faults += [f"{width} px: {fault}" for fault in _axe(page, EVERY_RULE) + _sideways(page)]
        page.emulate_media(color_scheme="dark")
        faults += [f"night: {fault}" for fault in _axe(page, COLOURS)]
        page.emulate_media(color_scheme="light")
    return faults


def found_when_dressed(page: Page, css: str, width: int) -> list[str]:
    """What a reader's own style breaks at a width: sideways scroll, words cut off."""
    with window_kept(page):
        page.evaluate(_DRESS, css)
        widen(page, width)
        faults = _sideways(page) + [f"cut: {box}" for box in page.evaluate(_CUT)]
        page.evaluate(_DRESS, "")
    return faults


def widen(page: Page, width: int) -> None:
    """Give the window a width and the height of the page: what a sticky bar half covers is a fault to axe."""
    page.set_viewport_size({"width": width, "height": 740})
    page.set_viewport_size({"width": width, "height": max(740, page.evaluate(_TALL))})


@contextmanager
def window_kept(page: Page) -> Iterator[None]:
    """The window is as large at the end as it was."""
    before = page.viewport_size
    yield
    if before:
        page.set_viewport_size(before)


def _settle(page: Page) -> None:
    # A click is over once the next page is on its way: for an instant that page is empty.
    page.wait_for_load_state("load")


def _axe(page: Page, options: dict[str, Any]) -> list[str]:
    # A script tag would be refused by the site's policy; the tester's console is not under it.
    if not page.evaluate("() => typeof axe !== 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    violations = page.evaluate(f"axe.run({json.dumps(options)}).then(found => found.violations)")
    return [f"{one['id']} at {node['target']}" for one in violations for node in one["nodes"]]


def _sideways(page: Page) -> list[str]:
    beyond = page.evaluate(_SIDEWAYS)
    return [f"scrolls sideways by {beyond} px"] if beyond > 0 else []
