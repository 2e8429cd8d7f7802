"""The layout of a text: which stretch of it is title, byline, dateline, heading, running text, note or furniture.

Here belongs what a stretch is by its place on the page. Not here: the forms of single lines (`layout_lines`,
`layout_head`), or what the text says.

Furniture must never take running text: a stretch is furniture only where a pattern of `knowledge/layout.toml` matches
the whole of it, where it repeats an earlier stretch word for word, or where it stands below a heading like "Related
stories" near the end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.reading import layout_head, layout_lines
from pipeline.reading.layout_lines import Paragraph
from pipeline.reading.records import Block, Document, Layout

_HEAD = 12  # paragraphs looked at for title, byline and date lines
_TITLE_CHARS = 220
_TITLE_WORDS = 32
_HEADING_WORDS = 12
_FURNITURE_WORDS = 60
_TAIL_TEXTS = 1  # a closing section of furniture holds no more running text than this
_TAIL_SHARE = 0.35  # a closing section of furniture is no larger a part of the text than this
_NOTE = re.compile(r"\[\d{1,3}\]\s+\S|\(\d{1,2}\)\s+See\b|[¹²³⁴⁵⁶⁷⁸⁹]\s?\S")
_CITATION = re.compile(r"\([^()]{3,120}\b(?:1[89]|20)\d\d\)\.?|\[?\d*\]?\s*https?://\S+")


@dataclass(slots=True)
class _Page:
    """The paragraphs of a text with what each has been found to be ("" as long as that is open)."""

    paragraphs: list[Paragraph]
    kinds: list[str]
    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    dateline: str | None = None
    place: str | None = None
    stories: list[int] = field(default_factory=list)


def find_layout(document: Document) -> Layout:
    """The blocks of a document: all its text that is not blank, in order, without overlap."""
    text = document.text
    pieces = _split_posted(layout_lines.paragraphs(text), text)
    page = _Page(pieces, [""] * len(pieces))
    _head(page)
    _tail(page)
    _body(page)
    blocks = tuple(_blocks(page, text))
    source = document.source
    return Layout(
        blocks,
        source.title or page.title,
        source.publisher or page.publisher,
        source.byline or page.byline,
        page.dateline,
        page.place,
    )


def _split_posted(paragraphs: list[Paragraph], text: str) -> list[Paragraph]:
    """Cuts "Posted: Sunday, ..." off the end of a headline it runs on from."""
    found: list[Paragraph] = []
    for i, p in enumerate(paragraphs):
        at = layout_head.posted_at(p.text) if i < 4 and not p.final and p.words <= 50 else None
        if at:
            word = p.text[at:].split(" ", 1)[0]
            cut = text.find(word, p.start + max(0, at - 2), p.end)
            if cut > p.start:
                left = text[p.start : cut].rstrip(layout_lines.BLANKS + "|-–—·(")
                if left:
                    found.append(Paragraph(p.start, p.start + len(left), " ".join(left.split())))
                    right = p.start + len(left)
                    right += len(text[right : p.end]) - len(text[right : p.end].lstrip(layout_lines.BLANKS))
                    found.append(Paragraph(right, p.end, " ".join(text[right : p.end].split())))
                    continue
        found.append(p)
    return found


def _head(page: _Page) -> None:
    """Title, byline, publisher and date lines, up to the first running text."""
    several = len(page.paragraphs) > 1
    for i, p in enumerate(page.paragraphs[:_HEAD]):
        if i > 0 and re.match(r"(?i)by .{3,150}$", p.text) and layout_head.is_date_line(p.text[3:], 7):
            page.kinds[i] = "byline"
            page.byline = page.byline or re.split(r" ?[|,;•·–—] ?| - | on \b", _byline(p.text))[0].strip()
            continue
        if layout_head.is_date_line(p.text) or layout_head.opens_alone(p.text):
            page.kinds[i] = "dateline"
            page.dateline = page.dateline or p.text
            page.place = page.place or layout_head.line_place(p.text) or layout_head.opens_alone(p.text)
            page.publisher = page.publisher or layout_head.line_publisher(p.text)
            continue
        if page.title is None and several and _title_like(page, i):
            page.kinds[i] = "title"
            page.title = p.text
            continue
        kind = layout_lines.form(p.text, "publisher", "byline", "caption", "furniture", "credit")
        if kind == "furniture" and p.words > _FURNITURE_WORDS:
            kind = None
        if kind == "credit" or (kind == "byline" and i > 8):
            kind = None
        if kind and i > 0:
            page.kinds[i] = kind
            if kind == "byline":
                page.byline = page.byline or _byline(p.text)
            elif kind == "publisher":
                page.publisher = page.publisher or _publisher(p.text)
            continue
        long = p.words > 14 or page.title is None
        if long and (p.final or p.words > _TITLE_WORDS or (i > 0 and page.title is None)):
            return


def _title_like(page: _Page, i: int) -> bool:
    """Whether a paragraph near the top can be the headline: short, no full stop, and something longer follows."""
    p = page.paragraphs[i]
    if i > 2 or len(p.text) > _TITLE_CHARS or p.words > _TITLE_WORDS or not re.search(r"\w", p.text):
        return False
    if any(k not in ("dateline", "publisher", "furniture", "byline") for k in page.kinds[:i]):
        return False
    if i > 0 and page.kinds[i - 1] == "dateline" and layout_head.line_place(page.paragraphs[i - 1].text):
        return False
    if layout_lines.form(p.text, "furniture", "publisher"):
        return False
    if i > 0 and layout_lines.form(p.text, "byline"):
        return False
    if p.final and not p.text.endswith(("?", "!", "…", "?'", "?’", '"', "”", "'", "’")):
        return bool(re.search(r"\b[A-Z]\.[A-Z]?\.$|\.\.\.$", p.text)) and p.words <= 20
    return any(q.words > p.words or q.final for q in page.paragraphs[i + 1 : i + 6])


def _byline(text: str) -> str:
    lead = r"(?i)^(?:by|written by|story by|reported by|posted by|author:|reporter:|from|analysis by)\s+"
    return re.sub(lead, "", text)


def _publisher(text: str) -> str | None:
    found = re.match(r"(?i)(?:publication|publisher|journal|magazine|newspaper|outlet|sources?) ?:? ?(.+)", text)
    name = re.split(r"\b(?:Volume|Vol\.|Issue|No\.)", found.group(1) if found else text)[0].strip(" :,;|-–—()")
    return name or None


def _tail(page: _Page) -> None:
    """Closing sections of furniture, and credits at the end."""
    total = sum(len(p.text) for p in page.paragraphs) or 1
    after = 0
    first = None
    for i in range(len(page.paragraphs) - 1, 0, -1):
        p = page.paragraphs[i]
        if layout_lines.form(p.text, "section") and not page.kinds[i] and after <= _TAIL_SHARE * total:
            first = i
        after += len(p.text)
        if after > _TAIL_SHARE * total:
            break
    if first is not None:
        _close(page, first)
    for i in range(len(page.paragraphs) - 1, max(0, len(page.paragraphs) - 8), -1):
        p = page.paragraphs[i]
        if page.kinds[i] in ("", "furniture") and p.words <= 40 and layout_lines.form(p.text, "credit"):
            page.kinds[i] = "byline"
            page.byline = page.byline or _credited(p.text)


def _credited(text: str) -> str | None:
    """The names of a closing credit ("Ana Petrov reported from Tellin", "Reporting by Ana Petrov; editing by ...")."""
    by = re.search(r"\b[Rr]eport(?:ing|ed) by:? (?P<names>[^;.()]+)", text)
    if by:
        return by["names"].strip()
    names = re.findall(r"([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3})(?: [a-z]+){0,3} from (?=[A-Z])", text)
    return "; ".join(names) or None


def _close(page: _Page, first: int) -> None:
    """Furniture from a heading like "Related stories" to the end; where text goes on, only the list below it."""
    running = [i for i in range(first + 1, len(page.paragraphs)) if _running(page.paragraphs[i])]
    end = len(page.paragraphs) if len(running) <= _TAIL_TEXTS else running[0]
    for i in range(first, end):
        page.kinds[i] = page.kinds[i] or "furniture"


def _running(p: Paragraph) -> bool:
    """Whether a paragraph reads as running text, and not as a teaser or a link."""
    return p.words >= 12 and p.final and not p.text.endswith("…") and not layout_lines.form(p.text, "furniture")


def _body(page: _Page) -> None:
    """What the open paragraphs are: running text, unless their form says otherwise."""
    seen: dict[str, int] = {}
    notes = False
    last = len(page.paragraphs) - 1
    for i, p in enumerate(page.paragraphs):
        folded = p.text.casefold()
        repeated = folded in seen and len(p.text) > 20
        seen.setdefault(folded, i)
        if page.kinds[i]:
            continue
        kind = layout_lines.form(p.text)
        if repeated:
            page.kinds[i] = "furniture"
        elif kind == "note_heading" and i > last // 2:
            page.kinds[i], notes = "heading", True
        elif _NOTE.match(p.text) or (notes and re.match(r"(?:\d{1,3}[.)]?|\*|†|•|-) ?\S", p.text)):
            page.kinds[i] = "note"
        elif kind == "furniture" and p.words <= _FURNITURE_WORDS:
            page.kinds[i] = "furniture"
        elif kind in ("caption",) and p.words <= 70:
            page.kinds[i] = "caption"
        elif kind == "publisher" and i >= last - 3:
            page.kinds[i] = "publisher"
            page.publisher = page.publisher or _publisher(p.text)
        elif kind == "new_story" and i > 3 and i < last:
            page.kinds[i] = "heading"
            page.stories.append(i)
        elif _CITATION.fullmatch(p.text):
            page.kinds[i] = "citation"
        elif layout_head.is_date_line(p.text) and p.words <= 12:
            page.kinds[i] = "dateline" if not any(k == "paragraph" for k in page.kinds[:i]) else "citation"
        elif _heading_like(page, i):
            page.kinds[i] = "heading"
        else:
            page.kinds[i] = "paragraph"


def _heading_like(page: _Page, i: int) -> bool:
    """A short line without full stop, before something longer."""
    p = page.paragraphs[i]
    if p.words > _HEADING_WORDS or len(p.text) > 90 or p.text.endswith((",", ";", "-")):
        return False
    if p.final and not p.text.endswith("?"):
        return False
    if not re.match(r"[\W\d]*[A-Z]", p.text) or i + 1 >= len(page.paragraphs):
        return False
    return page.paragraphs[i + 1].words > p.words


def _blocks(page: _Page, text: str) -> Sequence[Block]:
    found: list[Block] = []
    story = 0
    opened = False
    for i, p in enumerate(page.paragraphs):
        kind = page.kinds[i]
        if i in page.stories:
            story, opened = story + 1, False
        block = Block(kind, p.start, p.end, story)
        if kind == "paragraph":
            first = not opened or p.text[:2].isupper()
            line = layout_head.opening(layout_lines.plain(text[p.start : p.end])) if first else None
            opened = True
            if line:
                cut = p.start + line.length
                head_end = p.start + len(text[p.start : cut].rstrip(layout_lines.BLANKS))
                found.append(Block("dateline", p.start, head_end, story))
                cut += len(text[cut : p.end]) - len(text[cut : p.end].lstrip(layout_lines.BLANKS))
                block = replace(block, start=cut)
                if story == 0:
                    page.dateline = page.dateline if page.dateline and not line.place else line.text
                    page.place = page.place or line.place
        found.append(block)
    return found
