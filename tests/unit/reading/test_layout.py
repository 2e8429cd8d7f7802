"""What a stretch of a page is: title, byline, dateline, heading, running text, note or furniture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.layout import find_layout
from pipeline.reading.layout_head import is_date_line, opening
from pipeline.reading.layout_lines import BLANKS, form, paragraphs
from pipeline.reading.records import Document, Layout, Source

BODY = (
    "Rebels of the River League shelled the harbour of Tellin before dawn, killing four dockers, the mayor said.\n\n"
    "The shelling stopped when government boats left the lake. Nobody has said who gave the order.\n"
)


def layout(text: str, source: Source | None = None) -> Layout:
    return find_layout(Document("doc-1", "a.txt", "0", text, source or Source()))


def kinds(text: str) -> list[tuple[str, str]]:
    return [(b.kind, text[b.start : b.end]) for b in layout(text).blocks]


def kind_of(text: str, piece: str) -> str:
    return next(b.kind for b in layout(text).blocks if piece in text[b.start : b.end])


def test_title_publisher_byline_and_date_line() -> None:
    head = "Harbour of Tellin shelled\n\nLake Gazette Volume: 3 Issue: 9\nBy Ana Petrov and Jo Lund\n4 May 2031\n\n"
    text = head + BODY
    found = layout(text)
    assert [b.kind for b in found.blocks] == ["title", "publisher", "byline", "dateline", "paragraph", "paragraph"]
    assert (found.title, found.publisher, found.byline, found.dateline) == (
        "Harbour of Tellin shelled", "Lake Gazette", "Ana Petrov and Jo Lund", "4 May 2031",
    )  # fmt: skip


def test_the_sidecar_wins_over_the_page() -> None:
    found = layout(f"Harbour shelled\n\n{BODY}", Source(title="Another", publisher="Gazette", byline="Jo Lund"))
    assert (found.title, found.publisher, found.byline) == ("Another", "Gazette", "Jo Lund")


def test_a_text_without_title_is_all_body() -> None:
    found = layout(BODY)
    assert found.title is None
    assert [b.kind for b in found.blocks] == ["paragraph", "paragraph"]


def test_one_paragraph_alone_is_body() -> None:
    assert kinds("Rebels shelled the harbour of Tellin") == [("paragraph", "Rebels shelled the harbour of Tellin")]


def test_place_and_date_line_in_place_of_a_title() -> None:
    found = layout(f"PUERTO SOL, 3 MAY 1989\n\n{BODY}")
    assert found.title is None
    assert (found.blocks[0].kind, found.dateline_place) == ("dateline", "PUERTO SOL")


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("KISUMU, Kenya –", "KISUMU, Kenya"),
        ("(Port Vila) —", "Port Vila"),
        ("LIMA, May 3 (Reuters) -", "LIMA"),
        ("LA PAZ, 12 MAR 90 (EFE) --", "LA PAZ"),
        ("TUCSON, Ariz. (AP) -", "TUCSON, Ariz."),
        ("GOMA:", "GOMA"),
        ("Tbilisi (Lake Press) –", "Tbilisi"),
        ("QUETTA, (Dawn Wire / Lake News - 4th Mar, 2031 ) :", "QUETTA"),
        ("SANTA FE, N.M. (KXYZ) —", "SANTA FE, N.M."),
        ("NAIROBI/KISUMU, May 5 (Reuters) -", "NAIROBI/KISUMU"),
        ("Goma, Congo (AP) _", "Goma, Congo"),
        ("OMSK, May 5. /TASS/.", "OMSK"),
        ("AFP -", None),
        ("KISUMU,\u00a0Kenya\u00a0–", "KISUMU, Kenya"),
        ("(XYZ) –", None),
    ],
)
def test_a_dateline_that_opens_a_paragraph_is_cut_off(line: str, place: str | None) -> None:
    text = f"Harbour shelled again\n\n{line} {BODY}"
    found = layout(text)
    first, second = found.blocks[1], found.blocks[2]
    assert (first.kind, second.kind) == ("dateline", "paragraph")
    assert text[second.start :].startswith("Rebels of")
    assert found.dateline_place == place


@pytest.mark.parametrize(
    "sentence",
    [
        "Police: a man was shot near the old mill on Sunday night.",
        "On Friday — the third day of the siege — Boats returned to the harbour.",
        "In Tellin - the second city of the lake - shops stayed shut for a week.",
        "UPDATE: Two more bodies were found in the water on Monday.",
        "The mayor — a former officer — Denied that he had fled the town.",
        "Rebels – Osta's largest group – Attacked the harbour at dawn.",
    ],
)
def test_running_text_keeps_its_beginning(sentence: str) -> None:
    assert opening(sentence) is None


@pytest.mark.parametrize(
    ("line", "dated"),
    [
        ("AFP Monday 3 May 2031", True),
        ("Published May 3 2031", True),
        ("Posted: Sunday, February 16, 2031 1:50 PM EST Updated: Monday, February 17, 2031 2:31 PM EST", True),
        ("2031-11-29", True),
        ("2031/11/29", True),
        ("Fri 5 May 2031 10.30 BST", True),
        ("Updated 10:30 AM EDT, Fri May 5, 2031", True),
        ("Posted by Ana Petrov on May 5, 2031", True),
        ("Died May 8, 2031", False),
        ("Harbour shelled on 3 May 2031 by rebels", False),
        ("The army left in May", False),
    ],
)
def test_lines_that_do_nothing_but_date_the_page(line: str, dated: bool) -> None:
    assert is_date_line(line) is dated


@pytest.mark.parametrize(
    ("credit", "names"),
    [
        ("Ana Petrov reported from Tellin and Jo Lund from Sarro.", "Ana Petrov; Jo Lund"),
        ("(Reporting by Ana Petrov in Tellin; Editing by Jo Lund)", "Ana Petrov in Tellin"),
        ("Staff writer Jo Lund contributed to this report.", None),
    ],
)
def test_writers_named_at_the_end(credit: str, names: str | None) -> None:
    text = f"Harbour shelled\n\n{BODY}\n{credit}\n"
    assert (kind_of(text, credit), layout(text).byline) == ("byline", names)


def test_a_byline_with_a_date_names_only_the_writer() -> None:
    found = layout(f"Harbour shelled\n\nBy ANA PETROV | Lake Press | PUBLISHED: May 5, 2031 at 10:30 a.m.\n\n{BODY}")
    assert (found.blocks[1].kind, found.byline) == ("byline", "ANA PETROV")


def test_a_paper_named_on_the_date_line_is_the_publisher() -> None:
    found = layout(f"Harbour shelled\n\nLake Herald, 5 May 2031\n\n{BODY}")
    assert (found.publisher, found.dateline_place) == ("Lake Herald", None)
    assert layout(f"Harbour shelled\n\nAFP Monday 5 May 2031\n\n{BODY}").publisher == "AFP"
    assert layout(f"Harbour shelled\n\nMonday 5 May 2031\n\n{BODY}").publisher is None


def test_posted_is_cut_from_the_headline_it_runs_on_from() -> None:
    text = f"Boat sinks off Tellin Posted: Sunday, May 4, 2031 1:50 PM EST\n\n{BODY}"
    assert kinds(text)[:2] == [
        ("title", "Boat sinks off Tellin"), ("dateline", "Posted: Sunday, May 4, 2031 1:50 PM EST"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "Copyright 2031 Lake Broadcasting. All rights reserved.",
        "(© 2031 Lake Press)",
        "Contact reporter Jo Lund at jlund@lakegazette.example or 555-0101. Follow @jolund on Twitter.",
        "email: jlund@lakegazette.example",
        "Read or Share this story: http://lake.example/1a2b",
        "Related: Fishermen return to the lake",
        "To read the Lake Institute's report on rebels, please click here.",
        "Anyone with information is asked to call Tellin police at 555-010-0199.",
        "This is a developing story. Check back for updates.",
        "Sign up for our daily newsletter",
        "https://lake.example/story",
        "Facebook",
    ],
)
def test_furniture_is_told_by_its_form(line: str) -> None:
    assert kind_of(f"Harbour shelled\n\n{BODY}\n{line}\n", line) == "furniture"


@pytest.mark.parametrize(
    "line",
    [
        "Follow the money, the minister said, and you will find the men who shelled Tellin.",
        "Read more than one report and the numbers differ: nine dead, said the army.",
        "Anyone who stayed in the harbour was shot, survivors told the court.",
        "The call came at noon. Four people were dead and the copyright office was in flames.",
        "Email traffic between the rebels shows that the attack on Tellin was planned in May.",
        "Related groups killed nine soldiers last year.",
        "Share prices fell after the rebels took the port.",
        "Sources said the rebels had left the harbour by nightfall.",
    ],
)
def test_furniture_never_takes_running_text(line: str) -> None:
    for text in (f"Harbour shelled\n\n{BODY}\n{line}\n", f"Harbour shelled\n\n{line}\n\n{BODY}"):
        assert kind_of(text, line) == "paragraph"


def test_a_closing_section_of_teasers_is_furniture() -> None:
    text = f"Harbour shelled\n\n{BODY}\nCheck Also\n\nPresident To Visit Lake\n\nThe president will visit the lake …\n"
    assert [k for k, _ in kinds(text)] == ["title", "paragraph", "paragraph", "furniture", "furniture", "furniture"]


def test_running_text_after_such_a_heading_stays() -> None:
    text = f"Harbour shelled\n\nRelated stories\n\nBoats return to Tellin\n\n{BODY}"
    assert [k for k, _ in kinds(text)][-2:] == ["paragraph", "paragraph"]


def test_a_stretch_that_stands_twice_counts_once() -> None:
    text = f"Harbour of Tellin shelled\n\nHarbour of Tellin shelled\n\n{BODY}"
    assert [k for k, _ in kinds(text)] == ["title", "furniture", "paragraph", "paragraph"]


def test_headings_notes_captions_and_credits() -> None:
    text = (
        f"Harbour shelled\n\nFishing boats burn in Tellin. (Photo: Jo Lund)\n\n{BODY}\n"
        f"What comes next\n\n{BODY}more.\n\nNotes\n\n[1] See the League's statement of 4 May 2031.\n\n"
        "Ana Petrov reported from Tellin and Jo Lund from Sarro.\n"
    )
    assert kind_of(text, "Fishing boats") == "caption"
    assert kind_of(text, "What comes next") == "heading"
    assert kind_of(text, "[1] See") == "note"
    assert kind_of(text, "Ana Petrov reported") == "byline"


def test_a_second_story_under_its_own_heading() -> None:
    text = f"Harbour shelled\n\n{BODY}\n{BODY}x.\n\n{BODY}y.\n\nNews in brief\n\nA bridge fell in Sarro on Monday.\n"
    assert [b.story for b in layout(text).blocks if "bridge" in text[b.start : b.end]] == [1]
    assert layout(text).blocks[0].story == 0


def test_single_newlines_are_paragraphs_unless_the_file_wraps_its_lines() -> None:
    short = "Harbour shelled\nFour people died in Tellin.\nThe army denied it.\nNobody else was hurt there.\n"
    assert len(paragraphs(short)) == 4
    wrapped = "\n".join(
        ["Rebels of the River League shelled the harbour of Tellin before",
         "dawn on Monday and killed four dockers who were unloading a boat",
         "from the other shore, the mayor of the town told reporters there",
         "and added that two more people had been taken to a hospital."]
    )  # fmt: skip
    assert len(paragraphs(wrapped + "\n\n" + wrapped)) == 2


def test_crlf_and_marks_and_blanks_of_all_kinds() -> None:
    text = "\ufeffHarbour shelled\r\n\u00a0\r\n\u00a0 Four people died in Tellin on Monday, the mayor said.\u00a0\r\n"
    assert kinds(text) == [
        ("title", "Harbour shelled"), ("paragraph", "Four people died in Tellin on Monday, the mayor said."),
    ]  # fmt: skip


def test_a_very_long_line_is_read_quickly() -> None:
    assert form("By " * 200_000) is None
    assert [k for k, _ in kinds("word " * 100_000)] == ["paragraph"]


PIECES = st.sampled_from([
    "\n", "\n\n", "\r\n", " ", "\u00a0", "By Jo Lund", "KISUMU, Kenya – ", "Posted: May 4, 2031", "Check Also", "[1] ",
    "The army left on Monday after nine days.", "Notes", "Copyright 2031 X", "Tellin shelled", "(", ")", "\ufeff",
])  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=12), max_size=25).map("".join))
def test_blocks_cover_all_text_in_order_without_overlap(text: str) -> None:
    blocks = layout(text).blocks
    covered = [i for b in blocks for i in range(b.start, b.end)]
    assert covered == sorted(set(covered))
    assert not {text[i] for i in set(range(len(text))) - set(covered)} - set(BLANKS)
    assert all(b.start < b.end for b in blocks)
