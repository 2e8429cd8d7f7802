"""A small invented corpus: two papers on one attack, a follow-up, and as many short notices as a test asks for."""

from __future__ import annotations

from pathlib import Path

ARTICLES = {
    "herald/ferry.txt": """Gunmen attack ferry landing near Mopti

By Awa Diarra

BAMAKO, Mali, March 14, 2031 – Gunmen on motorcycles attacked a ferry landing near Mopti on Wednesday, killing at least
seven traders and wounding a dozen others, regional governor Moussa Keita said.

"They fired at everyone who stood in the queue," Keita told reporters. The attackers fled north before soldiers arrived.

No group has claimed responsibility. In January, 23 people died when a bus was bombed on the same road. About 3,500
people have left the district since then, according to the Malian Red Cross.
""",
    "monitor/landing.txt": """Nine dead in attack on Mali ferry landing

March 15, 2031

Armed men killed nine people at a ferry landing outside the Malian town of Mopti on March 12, the army said on Thursday.
Four attackers were arrested the following day. A spokesman for the army, Colonel Ibrahim Sow, said that soldiers would
be deployed along the river.
""",
    "herald/deployment.txt": """Mali sends 400 soldiers to river towns

Published: March 20, 2031

The Malian government will deploy 400 soldiers to towns along the Niger River next week, the defence minister said on
Thursday. The decision follows an attack on a ferry landing near Mopti that left nine traders dead.
""",
}

SOURCES = """["herald/ferry.txt"]
publisher = "River Herald"
published = "2031-03-14"
licence = "CC BY 4.0"

["monitor/landing.txt"]
publisher = "Sahel Monitor"
"""

TOWNS = ("Gao", "Kidal", "Segou", "Sikasso", "Kayes", "Koulikoro")


def write(raw: Path, notices: int = 0) -> Path:
    """Writes the corpus below `raw`, with so many short notices beside the articles."""
    for name, text in ARTICLES.items():
        path = raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for n in range(notices):
        town = TOWNS[n % len(TOWNS)]
        (raw / f"notice-{n:02d}.txt").write_text(
            f"Police arrest {n + 2} men in {town}\n\nMay {n % 28 + 1}, 2031\n\n"
            f"Police in the Malian town of {town} arrested {n + 2} men on Monday after a raid, officials said.\n",
            encoding="utf-8",
        )
    (raw / "sources.toml").write_text(SOURCES, encoding="utf-8")
    return raw
