"""Every column of the dataset, each defined once.

Here belong a column's name, type, nullability, unit, description, closed list and pattern. Not here: which tables have
it (`tables`), or the lists' values (`codes`).

A column whose meaning differs between two tables is defined once for each, under "table.column"; the plain name serves
all other tables.
"""

from __future__ import annotations

from schemas import codes
from schemas.model import Enumeration, Field, Kind

_ID = r"[a-z]+-[0-9a-f]{16}"
_ACTOR_ID = r"[a-z]+[-:].+"
_SHA256 = r"[0-9a-f]{64}"
_COUNTRY = r"[A-Z]{3}"


def _fields() -> dict[str, Field]:
    found: dict[str, Field] = {}

    def add(
        key: str,
        kind: Kind,
        description: str,
        *,
        required: bool = False,
        unit: str | None = None,
        codes: Enumeration | None = None,
        pattern: str | None = None,
        minimum: float | None = None,
        maximum: float | None = None,
    ) -> None:
        if key in found:
            raise ValueError(f"column {key} is defined twice")
        name = key.rpartition(".")[2]
        found[key] = Field(name, kind, description, not required, unit, codes, pattern, minimum, maximum)

    # Identifiers.
    add("document_id", "string", "The document: derived from the hash of its bytes.", required=True, pattern=_ID)
    add(
        "mention_id",
        "string",
        "The mention of an actor: derived from its document and offsets.",
        required=True,
        pattern=_ID,
    )
    add(
        "actor_id", "string", "The actor, one for all the names it has in the corpus.", required=True, pattern=_ACTOR_ID
    )
    add("parent_actor_id", "string", "The actor this one is a part or a branch of.", pattern=_ACTOR_ID)
    add("speaker_actor_id", "string", "Who said it, where the speaker is an actor.", pattern=_ACTOR_ID)
    add(
        "report_id",
        "string",
        "What one document reports of one event: derived from its document, offsets and type.",
        required=True,
        pattern=_ID,
    )
    add(
        "statistics.report_id",
        "string",
        "The event report whose people the figure counts, if it counts an event's.",
        pattern=_ID,
    )
    add("report_a", "string", "The first report of the pair, in the order of identifiers.", required=True, pattern=_ID)
    add("report_b", "string", "The second report of the pair.", required=True, pattern=_ID)
    add("event_id", "string", "The event in the world that the reports tell of.", required=True, pattern=_ID)
    add("statistic_id", "string", "The figure: derived from its document and offsets.", required=True, pattern=_ID)
    add("statement_id", "string", "The statement: derived from its document and offsets.", required=True, pattern=_ID)
    add("part_of", "string", "The figure (statistic_id) of the whole that this one is a share of.", pattern=_ID)
    add("place_id", "string", "The gazetteer entry, where the name could be told apart from its namesakes.")
    add("places.place_id", "string", "The gazetteer entry.", required=True)
    add("wikidata_id", "string", "The actor's Wikidata item, where it is certain.", pattern=r"Q[1-9]\d*")
    add("geonames_id", "integer", "The place's GeoNames number, where it has one.", minimum=1)

    # Documents.
    add("file", "string", "The path below raw/, with forward slashes.", required=True)
    add("sha256", "string", "The SHA-256 of the file's bytes.", required=True, pattern=_SHA256)
    add(
        "quarantine.sha256",
        "string",
        "The SHA-256 of the file's bytes; empty where they could not be read.",
        pattern=_SHA256,
    )
    add("title", "string", "The headline, from the sidecar or else from the text.")
    add("publisher", "string", "Who published it, from the sidecar or else from the text.")
    add("byline", "string", "Who wrote it, as printed.")
    add("dateline", "string", "The line of place and day before the text, as printed.")
    add("published_start", "date", "The first day on which the document can have been published.")
    add("published_end", "date", "The last day on which the document can have been published.")
    add(
        "published_precision",
        "string",
        "How closely the two days bound the publication.",
        required=True,
        codes=codes.DATE_PRECISIONS,
    )
    add("published_basis", "string", "What the publication date rests on.", required=True, codes=codes.PUBLISHED_BASES)
    add("language", "string", "The language, ISO 639-1.", required=True, pattern=r"[a-z]{2,3}")
    add(
        "characters", "integer", "The length of the decoded file.", required=True, unit="Unicode code points", minimum=0
    )
    add("words", "integer", "The number of words.", required=True, unit="words", minimum=0)
    add("encoding", "string", "The encoding the file was decoded with.", required=True)
    add("url", "string", "Where the document was published.")
    add(
        "licence",
        "string",
        "The licence of the document's text; empty means that nothing is known and none of it is shown.",
    )
    add("citation", "string", "How to cite the publication.")
    add("notes", "strings", "What the reader met and set aside, in words.", required=True)
    add("reason", "string", "Why the file was not read.", required=True, codes=codes.QUARANTINE_REASONS)
    add("detail", "string", "What exactly was found.", required=True)

    # Evidence.
    add(
        "start",
        "integer",
        "Where the evidence starts in the decoded file.",
        required=True,
        unit="Unicode code points",
        minimum=0,
    )
    add("end", "integer", "Where the evidence ends, exclusive.", required=True, unit="Unicode code points", minimum=1)
    add("texts.text", "string", "The decoded file, exactly as it stands in raw/.", required=True)
    add("text", "string", "What stands between start and end.", required=True)
    add(
        "evidence_hash",
        "string",
        "The first 16 hexadecimal digits of the SHA-256 of what stands between start and end.",
        required=True,
        pattern=r"[0-9a-f]{16}",
    )
    add(
        "trigger_start",
        "integer",
        "Where the word starts that names the event.",
        required=True,
        unit="Unicode code points",
        minimum=0,
    )
    add(
        "trigger_end",
        "integer",
        "Where that word ends, exclusive.",
        required=True,
        unit="Unicode code points",
        minimum=1,
    )
    add(
        "span_starts",
        "integers",
        "Where each sentence starts that speaks of the event.",
        required=True,
        unit="Unicode code points",
    )
    add(
        "span_ends",
        "integers",
        "Where each of those sentences ends, exclusive.",
        required=True,
        unit="Unicode code points",
    )
    add("place_start", "integer", "Where the place's name starts.", unit="Unicode code points", minimum=0)
    add("place_end", "integer", "Where the place's name ends, exclusive.", unit="Unicode code points", minimum=1)
    add(
        "date_text_start",
        "integer",
        "Where the words start that the date rests on.",
        unit="Unicode code points",
        minimum=0,
    )
    add("date_text_end", "integer", "Where those words end, exclusive.", unit="Unicode code points", minimum=1)

    # Actors.
    add("name", "string", "The name by which the corpus or our knowledge files know it best.", required=True)
    add("actors.kind", "string", "What kind of actor it is.", required=True, codes=codes.ACTOR_KINDS)
    add("country", "string", "The country, ISO 3166-1 alpha-3.", pattern=_COUNTRY)
    add("documents", "integer", "How many documents speak of it.", required=True, unit="documents", minimum=1)
    add("mentions", "integer", "How many times it is mentioned.", required=True, unit="mentions", minimum=0)
    add(
        "actors.documents",
        "integer",
        "How many documents mention it; 0 for an actor that is only another's parent.",
        required=True,
        unit="documents",
        minimum=0,
    )
    add("form", "string", "How the text refers to the actor.", required=True, codes=codes.MENTION_FORMS)

    # Events.
    add("event_type", "string", "What kind of event it is.", required=True, codes=codes.EVENT_TYPES)
    add("status", "string", "How real the event is, by the report.", required=True, codes=codes.STATUSES)
    add("central", "boolean", "Whether the event is the document's news; otherwise it is background.", required=True)
    add("date_start", "date", "The first day the event can have happened or begun.")
    add("date_end", "date", "The last day the event can have happened or ended.")
    add(
        "date_precision",
        "string",
        "How closely the two days bound the event.",
        required=True,
        codes=codes.DATE_PRECISIONS,
    )
    add("date_basis", "string", "What the date rests on.", required=True, codes=codes.DATE_BASES)
    add("place", "string", "The place as the text names it.")
    add("events.place", "string", "The place, as the most precise report names it.")
    add("admin1", "string", "The first-level division: province, state, governorate.")
    add(
        "latitude",
        "number",
        "Latitude of the gazetteer entry; read it with place_precision.",
        unit="degrees",
        minimum=-90,
        maximum=90,
    )
    add(
        "longitude",
        "number",
        "Longitude of the gazetteer entry; read it with place_precision.",
        unit="degrees",
        minimum=-180,
        maximum=180,
    )
    add("place_precision", "string", "How closely the place is known.", required=True, codes=codes.PLACE_PRECISIONS)
    for code in codes.OUTCOMES.codes:
        people = (
            "victims, and attackers only where nobody else was killed or the operation was against them"
            if code.value == "killed"
            else "people"
        )
        add(
            f"{code.value}_low",
            "integer",
            f"The least number of people {code.value} that the text states ({people}).",
            unit="persons",
            minimum=0,
        )
        add(
            f"{code.value}_high",
            "integer",
            f"The greatest number of people {code.value} that the text states ({people}).",
            unit="persons",
            minimum=0,
        )
    for outcome in ("killed", "wounded"):
        add(
            f"{outcome}_best",
            "integer",
            f"The number of people {outcome} that the reports bear out best.",
            unit="persons",
            minimum=0,
        )
    add("weapons", "strings", "The weapons used, in the words of our list.", required=True)
    add("attributed_to", "string", "Who says so, in the text's words; empty where the text says it itself.")
    add("extractor", "string", "Which part of the reader found it.", required=True)
    add("rule", "string", "Which rule of that part.", required=True)
    add(
        "confidence",
        "number",
        "How often rows like this one are right, by the development sets.",
        required=True,
        unit="share",
        minimum=0,
        maximum=1,
    )
    add("reports", "integer", "How many reports it rests on.", required=True, unit="reports", minimum=1)
    add("publishers", "integer", "How many publishers reported it.", required=True, unit="publishers", minimum=0)
    add("disputed", "strings", "The columns on which its reports disagree.", required=True)
    add("summary", "string", "One sentence generated from the columns.", required=True)
    add("role", "string", "What part it has in the event.", required=True, codes=codes.ROLES)
    add("decision", "string", "What was decided of the pair.", required=True, codes=codes.DECISIONS)
    add(
        "score",
        "number",
        "How much speaks for one event: above 0 for, below 0 against.",
        required=True,
        unit="log-odds",
    )
    add("reasons", "strings", "Why, each reason in words.", required=True)

    # Types of events.
    add("label", "string", "The type in words.", required=True)
    add("definition", "string", "What it covers.", required=True)
    add(
        "family",
        "string",
        "The group of types that reports of one event may exchange.",
        required=True,
        codes=codes.FAMILIES,
    )
    add("plover_type", "string", "The PLOVER event type nearest to it.")
    add("plover_mode", "string", "The PLOVER mode nearest to it.")
    add("acled_type", "string", "The ACLED event type nearest to it.")
    add("acled_sub_type", "string", "The ACLED sub-event type nearest to it.")
    add("ucdp_violence", "string", "The UCDP types of violence it can fall under.")

    # Statistics and statements.
    add("value_low", "number", "The value, or the least it can be.")
    add("value_high", "number", "The value, or the most it can be.")
    add(
        "unit",
        "string",
        "What the value is in: persons, attacks, USD, percent, fraction, km, days, weeks, months, "
        "years, countries, or the counted noun.",
        required=True,
    )
    add("qualifier", "string", "How the text hedges the figure.", required=True, codes=codes.QUALIFIERS)
    add("measures", "string", "What is counted: the head noun phrase.", required=True)
    add("statistics.actor_id", "string", "Whom the figure counts, where that is an actor.", pattern=_ACTOR_ID)
    add("as_of_start", "date", "The first day the figure stands for.")
    add("as_of_end", "date", "The last day the figure stands for.")
    add(
        "outcome",
        "string",
        "What happened to the people counted, where the figure counts an event's.",
        codes=codes.OUTCOMES,
    )
    add("speaker", "string", "Who said it, in the text's words.")
    add("speaker_title", "string", "The speaker's title or office, as printed.")
    add("direct", "boolean", "Whether the words are quoted; otherwise they are reported.", required=True)
    add("verb", "string", "The verb of saying, as a lemma.")

    # Places.
    add("places.name", "string", "The place's name.", required=True)
    add("places.kind", "string", "What kind of place it is.", required=True, codes=codes.PLACE_KINDS)

    # Links of a participant.
    add("report_participants.actor_id", "string", "The actor; empty where it is no actor.", pattern=_ACTOR_ID)
    add("report_participants.mention_id", "string", "The mention of that actor.", pattern=_ID)
    return found


FIELDS = _fields()
"""Every column, by its name or, where two tables mean different things by it, by "table.column"."""


def fields_of(table: str, names: str) -> tuple[Field, ...]:
    """The columns of a table, in order; `names` are separated by spaces. KeyError names a column that nobody
    defined."""
    return tuple(FIELDS.get(f"{table}.{name}") or FIELDS[name] for name in names.split())
