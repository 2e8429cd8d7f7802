"""An invented release for tests: every table, any number of events, a war between groups that do not exist.

The sentences are templates, so that every offset is known; one document holds hostile text, one has no open licence.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.tables import evidence_hash, to_arrow
from schemas import TABLES, table
from schemas.codes import event_types

Row = dict[str, Any]

GROUPS = ("Osta Front", "Red Dawn", "Sons of Korval", "Vandian Army", "Lake Police", "River League")
TOWNS = (
    ("Tellin", 33.31, 44.36, "IRQ"),
    ("Sarro", 36.50, 40.75, "SYR"),
    ("Korval", 12.11, 15.04, "TCD"),
    ("Mirebo", 9.03, 38.74, "ETH"),
    ("Quilla", -12.04, -77.03, "PER"),
    ("Ostrava Mar", 48.45, 35.05, "UKR"),
    ("Bandar", 7.07, 125.61, "PHL"),
    ("Nimba", 6.45, 3.39, "NGA"),
)
KINDS = (
    ("armed_attack", "attacked", "violence"),
    ("bombing", "bombed", "violence"),
    ("shelling", "shelled", "violence"),
    ("raid", "raided", "violence"),
    ("arrest", "arrested people in", "custody"),
    ("protest", "protested in", "politics"),
    ("troop_withdrawal", "withdrew from", "troops"),
    ("abduction", "kidnapped people in", "custody"),
)
PAPERS = ("Lake Herald", "Osta Press", "The Tellin Times", "Radio Sarro")
HOSTILE = (
    "</script><script>window.hacked=1</script><img src=x onerror='window.hacked=1'> "
    "\u202egnp.exe\u202c & \U0001f4a5 “quoted”"
)


def hexadecimal(kind: str, n: int) -> str:
    return f"{kind}-{n:016x}"


def invent(events: int = 40, seed: int = 7, hostile: bool = True) -> dict[str, list[Row]]:
    """Rows of every table. Each event has one to three reports; every fourth event has rival tolls."""
    return _War(random.Random(seed), hostile).fight(events)


def write_release(folder: Path, rows: dict[str, list[Row]]) -> Path:
    """The rows as a release's Parquet files; `texts` too, where the schemas have no such table yet."""
    folder.mkdir(parents=True, exist_ok=True)
    for schema in TABLES:
        pq.write_table(to_arrow(schema, rows.get(schema.name, [])), folder / f"{schema.name}.parquet")
    if "texts" not in {t.name for t in TABLES}:
        pq.write_table(
            pa.Table.from_pylist(rows["texts"], pa.schema({"document_id": pa.string(), "text": pa.string()})),
            folder / "texts.parquet",
        )
    return folder


class _War:
    def __init__(self, chance: random.Random, hostile: bool) -> None:
        self.chance = chance
        self.hostile = hostile
        self.rows: dict[str, list[Row]] = {t.name: [] for t in TABLES} | {"texts": []}

    def fight(self, events: int) -> dict[str, list[Row]]:
        self._knowledge()
        for n in range(events):
            self._event(n)
        for actor in self.rows["actors"]:
            mine = (
                [m for m in self.rows["actor_mentions"] if m["actor_id"] == actor["actor_id"]] if events < 200 else []
            )
            actor["mentions"], actor["documents"] = len(mine), len({m["document_id"] for m in mine})
        self.rows["quarantine"].append(
            {"file": "broken.txt", "sha256": "0" * 64, "reason": "binary", "detail": "a zero byte at 17"}
        )
        return self.rows

    def _knowledge(self) -> None:
        for n, name in enumerate(GROUPS):
            self.rows["actors"].append(
                {
                    "actor_id": hexadecimal("actor", n),
                    "name": name,
                    "kind": "armed_group" if n < 3 else "state_force",
                    "country": None,
                    "parent_actor_id": hexadecimal("actor", 0) if n == 2 else None,
                    "wikidata_id": None,
                }
            )
        for n, (name, latitude, longitude, country) in enumerate(TOWNS):
            self.rows["places"].append(
                {
                    "place_id": f"place-{n}",
                    "name": name,
                    "admin1": None,
                    "country": country,
                    "latitude": latitude,
                    "longitude": longitude,
                    "kind": "town",
                    "geonames_id": n + 1,
                }
            )
        self.rows["event_types"] = [{f: getattr(t, f) for f in table("event_types").columns} for t in event_types()]

    def _event(self, n: int) -> None:
        chance = self.chance
        kind, verb, _ = chance.choice(KINDS)
        place = chance.randrange(len(TOWNS))
        day = dt.date(2031, 1, 1) + dt.timedelta(days=chance.randrange(700))
        attacker, victim = chance.sample(range(len(GROUPS)), 2)
        papers = chance.sample(PAPERS, chance.randrange(1, 4))
        toll = chance.randrange(1, 30)
        tolls = [toll + (3 * i if n % 4 == 0 else 0) for i in range(len(papers))]
        event = hexadecimal("event", n)
        located = n % 9 != 5
        dated = n % 11 != 6
        reports = [
            self._report(
                n,
                i,
                event,
                kind,
                verb,
                place if located else None,
                day if dated else None,
                attacker,
                victim,
                paper,
                tolls[i],
            )
            for i, paper in enumerate(papers)
        ]
        name, latitude, longitude, country = TOWNS[place]
        self.rows["events"].append(
            {
                "event_id": event,
                "event_type": kind,
                "status": "occurred" if n % 7 else "planned",
                "date_start": day if dated else None,
                "date_end": day if dated else None,
                "date_precision": "day" if dated else "unknown",
                "place": name if located else None,
                "place_id": f"place-{place}" if located else None,
                "admin1": None,
                "country": country if located else None,
                "latitude": latitude if located else None,
                "longitude": longitude if located else None,
                "place_precision": ("town" if n % 5 else "admin1") if located else "none",
                "killed_low": min(tolls),
                "killed_best": tolls[-1],
                "killed_high": max(tolls),
                "wounded_low": None,
                "wounded_best": None,
                "wounded_high": None,
                "reports": len(papers),
                "documents": len(papers),
                "publishers": len(papers),
                "disputed": ["killed"] if len(set(tolls)) > 1 else [],
                "summary": f"{GROUPS[attacker]} {verb} {name}" + (f": {HOSTILE}" if self.hostile and n == 0 else ""),
            }
        )
        for role, actor in (("perpetrator", attacker), ("victim", victim)):
            self.rows["event_participants"].append(
                {"event_id": event, "role": role, "actor_id": hexadecimal("actor", actor), "reports": len(papers)}
            )
        for a, b in itertools.pairwise(reports):
            first, second = sorted((a, b))
            self.rows["event_links"].append(
                {
                    "report_a": first,
                    "report_b": second,
                    "decision": "same",
                    "score": 0.93,
                    "reasons": [f"both in {name}", f"both on {day}"],
                }
            )
        if n:
            other = hexadecimal("report", (n - 1) * 8)
            first, second = sorted((reports[0], other))
            self.rows["event_links"].append(
                {
                    "report_a": first,
                    "report_b": second,
                    "decision": "different",
                    "score": 0.12,
                    "reasons": ["days differ", "places differ"],
                }
            )

    def _report(
        self,
        n: int,
        i: int,
        event: str,
        kind: str,
        verb: str,
        place: int | None,
        day: dt.date | None,
        attacker: int,
        victim: int,
        paper: str,
        toll: int,
    ) -> str:
        number = n * 8 + i
        document, report = hexadecimal("doc", number), hexadecimal("report", number)
        where = TOWNS[place][0] if place is not None else "somewhere"
        when = f"on {day.day} {day:%B} {day.year}" if day else "some time ago"
        claimant = "police" if i == 0 else "a hospital"
        title = f"{where}: day of fear" if n or not self.hostile else HOSTILE
        head = f"{title}\n\n"
        parts = [
            ("", "The "),
            ("perpetrator", GROUPS[attacker]),
            ("", " "),
            ("trigger", verb),
            ("", " "),
            ("place", where),
            ("", " "),
            ("date", when),
            ("", ", killing "),
            ("killed", str(toll)),
            ("", " of the "),
            ("victim", GROUPS[victim]),
            ("", f", {claimant} said."),
            ("", f" {HOSTILE}" if self.hostile and n == 0 else ""),
        ]
        text, spans = head, {}
        for name, words in parts:
            if name:
                spans[name] = (len(text), len(text) + len(words))
            text += words
        sentence = (len(head), len(text))
        text += f"\n\nIt was the {n + 1}th such day. About 3,500 people live there, of whom 900 are children.\n"
        licence = None if n % 6 == 3 else "CC BY 4.0"
        self.rows["documents"].append(
            {
                "document_id": document,
                "file": f"{paper.lower().replace(' ', '-')}/{number}.txt",
                "sha256": f"{number:064x}",
                "title": title,
                "publisher": paper,
                "byline": None,
                "dateline": None,
                "published_start": day,
                "published_end": day,
                "published_precision": "day" if day else "unknown",
                "published_basis": "text" if day else "none",
                "language": "en",
                "characters": len(text),
                "words": len(text.split()),
                "licence": licence,
                "citation": f"{paper}, “{title}”.",
                "url": None,
                "encoding": "utf-8",
                "notes": [],
            }
        )
        if licence:
            self.rows["texts"].append({"document_id": document, "text": text})
        row: Row = {
            "report_id": report,
            "event_id": event,
            "document_id": document,
            "start": sentence[0],
            "end": sentence[1],
            "trigger_start": spans["trigger"][0],
            "trigger_end": spans["trigger"][1],
            "event_type": kind,
            "status": "occurred" if n % 7 else "planned",
            "central": i == 0,
            "date_start": day,
            "date_end": day,
            "date_precision": "day" if day else "unknown",
            "date_basis": "stated" if day else "none",
            "place": where if place is not None else None,
            "place_id": f"place-{place}" if place is not None else None,
            "admin1": None,
            "country": TOWNS[place][3] if place is not None else None,
            "latitude": TOWNS[place][1] if place is not None else None,
            "longitude": TOWNS[place][2] if place is not None else None,
            "place_precision": "town" if place is not None else "none",
            "killed_low": toll,
            "killed_high": toll,
            "weapons": ["explosives"] if kind == "bombing" else [],
            "attributed_to": claimant,
            "extractor": "grammar",
            "rule": f"verb.{kind}",
            "confidence": round(0.5 + 0.05 * (n % 10), 2),
            "span_starts": [sentence[0]],
            "span_ends": [sentence[1]],
            "place_start": spans["place"][0] if place is not None else None,
            "place_end": spans["place"][1] if place is not None else None,
            "date_text_start": spans["date"][0] if day else None,
            "date_text_end": spans["date"][1] if day else None,
            "evidence_hash": evidence_hash(text[slice(*sentence)]),
        }
        self.rows["event_reports"].append(row)
        for m, role in enumerate(("perpetrator", "victim")):
            start, end = spans[role]
            actor = hexadecimal("actor", (attacker, victim)[m])
            mention = hexadecimal("mention", number * 2 + m)
            self.rows["actor_mentions"].append(
                {
                    "mention_id": mention,
                    "document_id": document,
                    "start": start,
                    "end": end,
                    "text": text[start:end],
                    "actor_id": actor,
                    "form": "name",
                }
            )
            self.rows["report_participants"].append(
                {
                    "report_id": report,
                    "role": role,
                    "start": start,
                    "end": end,
                    "text": text[start:end],
                    "actor_id": actor,
                    "mention_id": mention,
                    "document_id": document,
                }
            )
        self._figures(number, document, report, text, spans["killed"], toll, claimant)
        self.rows["statements"].append(
            {
                "statement_id": hexadecimal("statement", number),
                "document_id": document,
                "start": sentence[0],
                "end": sentence[1],
                "speaker_actor_id": None,
                "speaker": claimant,
                "speaker_title": None,
                "direct": False,
                "verb": "say",
                "evidence_hash": evidence_hash(text[slice(*sentence)]),
            }
        )
        return report

    def _figures(
        self, number: int, document: str, report: str, text: str, killed: tuple[int, int], toll: int, claimant: str
    ) -> None:
        whole, part = hexadecimal("statistic", number * 4), hexadecimal("statistic", number * 4 + 1)
        figures = (
            (whole, "About 3,500", 3500, "about", "people who live there", None, None, None),
            (part, "900", 900, "exact", "children", whole, None, None),
            (hexadecimal("statistic", number * 4 + 2), None, toll, "exact", "people killed", None, report, "killed"),
        )
        for identifier, words, value, qualifier, measures, part_of, counts, outcome in figures:
            start, end = killed if words is None else (text.rindex(words), text.rindex(words) + len(words))
            self.rows["statistics"].append(
                {
                    "statistic_id": identifier,
                    "document_id": document,
                    "start": start,
                    "end": end,
                    "value_low": value,
                    "value_high": value,
                    "unit": "persons",
                    "qualifier": qualifier,
                    "measures": measures,
                    "attributed_to": claimant if outcome else None,
                    "actor_id": None,
                    "place": None,
                    "place_id": None,
                    "as_of_start": None,
                    "as_of_end": None,
                    "part_of": part_of,
                    "report_id": counts,
                    "outcome": outcome,
                    "evidence_hash": evidence_hash(text[start:end]),
                }
            )
