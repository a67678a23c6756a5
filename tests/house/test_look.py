"""The look: colours that can be read, templates that keep the rules, pieces shown in the gallery, bytes counted."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from clicnjob.web import assets

ROOM = Path(__file__).parents[2] / "clicnjob"
TEMPLATES = sorted((ROOM / "templates").rglob("*.html"))
COMPONENTS = sorted((ROOM / "templates" / "components").glob("*.html"))
STYLE = assets.style_sheet().decode()

HEAVIEST_STYLE = 9_000
HEAVIEST_SCRIPT = 4_000
HEAVIEST_DRAWINGS = 4_000

GROUNDS = ("bg", "surface", "sunk")
SOFT = ("soft", "sun-soft", "ok-soft", "gap-soft", "no-soft", "info-soft")
TEXT_PAIRS = [
    *((text, ground) for text in ("ink", "muted") for ground in (*GROUNDS, *SOFT)),
    *(("accent", ground) for ground in (*GROUNDS, *SOFT)),
    *(("press", ground) for ground in (*GROUNDS, "soft")),
    *((text, ground) for text in ("on-brand", "on-brand-2", "sun") for ground in ("brand", "brand-2")),
    *(("on-accent", ground) for ground in ("accent", "press")),
    ("on-sun", "sun"),
    ("on-sun", "on-brand-2"),
    *((state, ground) for state in ("ok", "gap", "no", "info") for ground in ("surface", "bg", f"{state}-soft")),
    *(("on-state", state) for state in ("ok", "gap", "no", "info")),
]
# What is not text but must be seen: borders of fields, the focus ring, the bars.
PART_PAIRS = [
    *(("edge", ground) for ground in GROUNDS),
    *(("accent", ground) for ground in (*GROUNDS, *SOFT)),
    ("sun", "brand"),
    ("bar-ok", "track"),
    ("bar-gap", "track"),
    ("bar-ok", "surface"),
    ("bar-gap", "surface"),
    ("c1", "surface"),
]


def tokens(block: str) -> dict[str, str]:
    """Colours declared in a block of the style sheet, by name."""
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


LIGHT = tokens(STYLE[: STYLE.index("@media")])
DARK = tokens(STYLE[STYLE.index("@media") : STYLE.index("/* Page */")])


def luminance(colour: str) -> float:
    """Relative luminance of « #rrggbb » (WCAG 2.2, definition of relative luminance)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_follows_the_reference_values():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.01)


def test_each_colour_has_its_night_value():
    assert LIGHT.keys() == DARK.keys()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_on_every_ground_it_stands_on(theme):
    weak = {pair: round(contrast(theme[pair[0]], theme[pair[1]]), 2) for pair in TEXT_PAIRS}
    assert {pair: value for pair, value in weak.items() if value < 4.5} == {}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_parts_that_are_not_text_can_be_seen(theme):
    weak = {pair: round(contrast(theme[pair[0]], theme[pair[1]]), 2) for pair in PART_PAIRS}
    assert {pair: value for pair, value in weak.items() if value < 3} == {}


def test_colours_are_written_once_as_tokens():
    after = STYLE[STYLE.index("/* Page */") :]
    assert set(re.findall(r"#[0-9a-f]{3,8}\b", after)) <= {"#ffffff"}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOM / "templates")))
def test_templates_hold_no_inline_style_or_script(template):
    text = template.read_text("utf-8")
    found = re.findall(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=[\"']|javascript:", text)
    assert found == []


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_is_one_macro_of_its_own_name_explained_first(component):
    text = component.read_text("utf-8")
    assert re.findall(r"{%-? macro (\w+)", text) == [component.stem]
    assert text.startswith("{# ")


def test_the_gallery_or_the_frame_shows_every_component():
    shown = [path for path in TEMPLATES if path.parent.name in ("gallery", "components") or path.name == "base.html"]
    text = "".join(path.read_text("utf-8") for path in shown)
    missing = [path.name for path in COMPONENTS if f'from "components/{path.name}" import' not in text]
    assert missing == []


def test_every_drawing_a_template_names_is_in_the_sprite():
    drawn = set(re.findall(r'id="([\w-]+)"', (ROOM / "static" / "icons.svg").read_text("utf-8")))
    text = "".join(path.read_text("utf-8") for path in TEMPLATES)
    quote = r"""["']([\w-]+)["']"""
    named = re.findall(rf"\b(?:icon|draw|mark|sign)\({quote}", text) + re.findall(
        rf"""\bicon["']?[=:] ?{quote}""", text
    )
    assert set(named) <= drawn


@pytest.mark.parametrize(
    ("name", "heaviest"),
    [("style.css", HEAVIEST_STYLE), ("app.js", HEAVIEST_SCRIPT), ("icons.svg", HEAVIEST_DRAWINGS)],
)
def test_static_files_stay_light(name, heaviest):
    content = assets.style_sheet() if name == "style.css" else (ROOM / "static" / name).read_bytes()
    weight = len(content) if name == "app.js" else len(gzip.compress(content, 6))
    assert weight <= heaviest
