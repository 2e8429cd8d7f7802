"""Reading a folder of texts: what is read, and what is refused with which reason."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.ingest import MAX_BYTES, REASONS, Ingest, read_folder
from pipeline.reading.sources import SourcesError


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def reasons(found: Ingest) -> dict[str, str]:
    return {q.file: q.reason for q in found.quarantined}


def test_texts_are_found_at_any_depth_and_sorted(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "Second")
    write(tmp_path, "a/deep/er.TXT", "First")
    write(tmp_path, "a/notes.md", "No text of ours")
    assert [d.file for d in read_folder(tmp_path).documents] == ["a/deep/er.TXT", "b.txt"]


@pytest.mark.parametrize(
    "text",
    ["\ufeffWith a mark\n", "Two\r\nlines\r\n", "Cafe\u0301 and café", "A\u00a0blank that holds", "Plain"],
    ids=["mark", "crlf", "composition", "nbsp", "plain"],
)
def test_the_text_is_the_decoded_file_as_it_stands(tmp_path: Path, text: str) -> None:
    write(tmp_path, "a.txt", text)
    document = read_folder(tmp_path).documents[0]
    assert (document.text, document.encoding) == (text, "utf-8")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda t: t.strip()))
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("raw")
    write(folder, "a.txt", "x" + text)
    assert read_folder(folder).documents[0].text == "x" + text


def test_identifiers_come_from_content_alone(tmp_path: Path) -> None:
    write(tmp_path, "one/a.txt", "The ferry sank.")
    write(tmp_path, "two/b.txt", "The ferry sank.")
    one, two = read_folder(tmp_path / "one").documents[0], read_folder(tmp_path / "two").documents[0]
    assert one.document_id == two.document_id
    assert one.document_id.startswith("doc-")


def test_a_legacy_encoding_is_read_and_recorded(tmp_path: Path) -> None:
    text = "El general negó que la guarnición de Ibagué cayera. La acusación llegó después, dijo el capitán Núñez. " * 5
    write(tmp_path, "a.txt", text.encode("cp1252"))
    document = read_folder(tmp_path).documents[0]
    assert (document.text, document.encoding) == (text, "cp1252")


def test_a_legacy_encoding_of_another_script_is_read_and_recorded(tmp_path: Path) -> None:
    text = "Министр сообщил что переправа закрыта до утра и движение остановлено. " * 5
    write(tmp_path, "a.txt", text.encode("cp1251"))
    document = read_folder(tmp_path).documents[0]
    assert (document.text, document.encoding) == (text, "cp1251")


def test_utf16_with_its_mark_is_read(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "Ten lorries crossed.".encode("utf-16"))
    assert read_folder(tmp_path).documents[0].text == "Ten lorries crossed."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        ("\ufeff\u00a0 \n".encode(), "empty"),
        (b"PK\x03\x04\x00\x00rest", "binary"),
        (b"Text \x00 with a zero", "binary"),
        (bytes(range(128, 256)) * 3, "encoding"),
        (b"x" * 101, "too_large"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    write(tmp_path, "bad.txt", data)
    write(tmp_path, "good.txt", "The bridge was rebuilt.")
    found = read_folder(tmp_path, max_bytes=100 if reason == "too_large" else MAX_BYTES)
    assert reasons(found) == {"bad.txt": reason}
    assert [d.file for d in found.documents] == ["good.txt"]


def test_the_second_of_two_copies_is_refused_and_names_the_first(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "Same words")
    write(tmp_path, "b.txt", "Same words")
    refused = read_folder(tmp_path).quarantined[0]
    assert (refused.file, refused.reason, refused.detail) == ("b.txt", "duplicate", "same content as a.txt")
    assert refused.sha256 == read_folder(tmp_path).documents[0].sha256


def test_links_that_stay_inside_are_read_and_others_are_not(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    write(raw, "a.txt", "Inside")
    write(tmp_path, "secret.txt", "Outside")
    (raw / "sub").mkdir()
    (raw / "sub/in.txt").symlink_to(raw / "a.txt")
    (raw / "out.txt").symlink_to(tmp_path / "secret.txt")
    (raw / "broken.txt").symlink_to(raw / "nowhere.txt")
    (raw / "loop").symlink_to(raw)
    found = read_folder(raw)
    assert reasons(found) == {"broken.txt": "unreadable", "out.txt": "outside", "sub/in.txt": "duplicate"}


def test_names_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))).write_text("Bytes")
    write(tmp_path, "line\nbreak.txt", "Control")
    assert reasons(read_folder(tmp_path)) == {"caf\\xe9.txt": "invalid_name", "line\nbreak.txt": "invalid_name"}


def test_what_cannot_be_opened_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = write(tmp_path, "closed.txt", "Shut")
    os.mkfifo(tmp_path / "pipe.txt")
    true_read = Path.read_bytes

    def read(path: Path) -> bytes:
        if path == closed:
            raise PermissionError(13, "Permission denied")
        return true_read(path)

    monkeypatch.setattr(Path, "read_bytes", read)
    found = read_folder(tmp_path)
    assert reasons(found) == {"closed.txt": "unreadable", "pipe.txt": "unreadable"}
    assert found.quarantined[0].detail == "Permission denied"


def test_every_reason_given_is_one_of_the_documented(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", b"")
    write(tmp_path, "b.txt", b"\x00")
    assert {q.reason for q in read_folder(tmp_path).quarantined} <= set(REASONS)


def test_a_folder_that_is_none_is_an_error_that_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError, match="no folder"):
        read_folder(tmp_path / "missing")


def test_the_sidecar_is_joined_to_its_file(tmp_path: Path) -> None:
    write(tmp_path, "2031/ferry.txt", "The ferry sank.")
    write(tmp_path, "sources.toml", '["2031/ferry.txt"]\npublisher = "Lake Gazette"\npublished = "2031-04"\n')
    source = read_folder(tmp_path).documents[0].source
    assert (source.publisher, source.published, source.title) == ("Lake Gazette", "2031-04", None)


def test_a_faulty_sidecar_stops_everything(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "Text")
    write(tmp_path, "sources.toml", '["a.txt"]\nauthor = "X"\n')
    with pytest.raises(SourcesError):
        read_folder(tmp_path)
