"""One HTML file from the page's parts and its data: nothing is fetched, and nothing in the data can become markup.

Here belongs putting together. Not here: what the data is (`payload`), or what the page does (`page/`).
"""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

from pipeline.releasing.about import TITLE, Release
from pipeline.releasing.explorer.payload import payload
from pipeline.releasing.storage import write_text

PAGE = Path(__file__).with_name("page")
FILE = "explorer.html"
STYLES = ("style.css",)
SCRIPTS = (
    "base.js",
    "format.js",
    "store.js",
    "filters.js",
    "map.js",
    "timeline.js",
    "table.js",
    "detail.js",
    "statistics.js",
    "about.js",
    "app.js",
)
"""In the order in which they must run; each is a closed function that leaves its names in one object."""


def write_explorer(release: Release) -> Path:
    """Writes explorer.html into the release's folder and returns its path."""
    path = release.folder / FILE
    write_text(path, render(payload(release), release.version))
    return path


def render(data: dict[str, Any], version: str) -> str:
    """The page with these data. A hash of each script and style stands in the page's own security policy: nothing
    else runs.
    """
    style = "\n".join((PAGE / name).read_text(encoding="utf-8") for name in STYLES)
    script = "\n".join((PAGE / name).read_text(encoding="utf-8") for name in SCRIPTS)
    parts = {
        "title": f"{TITLE} {version}",
        "policy": f"default-src 'none'; img-src data:; style-src '{_hash(style)}'; script-src '{_hash(script)}'",
        "style": style,
        "script": script,
        "data": embed(data),
        "basemap": embed(json.loads((PAGE / "basemap.json").read_text(encoding="utf-8"))),
    }
    template = (PAGE / "index.html").read_text(encoding="utf-8")
    pieces = template.split("{{")
    out = [pieces[0]]
    for piece in pieces[1:]:
        name, _, rest = piece.partition("}}")
        out += [parts[name.strip()], rest]
    return "".join(out)


def embed(data: Any) -> str:
    """JSON that can stand inside a script element: no "<" is left in it that could end the element or open a comment.

    Lone surrogates (from a damaged text) are escaped too, so that the file stays valid UTF-8.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return (
        "".join(c if not "\ud800" <= c <= "\udfff" else f"\\u{ord(c):04x}" for c in text)
        if _has_surrogate(text)
        else text
    )


def _has_surrogate(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
