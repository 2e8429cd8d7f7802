"""Publishing to a folder and to an object store that a package provides: whole or not at all, resumable, checked."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyarrow import fs

from pipeline.releasing import publish as publishing
from pipeline.releasing.candidate import write_sums
from pipeline.releasing.publish import BadTargetError, PublishError, publish


def release(folder: Path, version: str = "v1", content: str = "rows") -> Path:
    made = folder / version
    made.mkdir(parents=True)
    for name in ("events.parquet", "README.md", ".zenodo.json"):
        (made / name).write_text(f"{content} of {name}", encoding="utf-8")
    write_sums(made)
    return made


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_folder_gets_every_file_and_the_pointer(tmp_path: Path) -> None:
    made = release(tmp_path / "out")
    told: list[str] = []
    done = publish(made, str(tmp_path / "public"), told.append)
    assert (done.sent, done.kept, done.latest) == (4, 0, True)
    assert len(told) == 4
    assert files(tmp_path / "public" / "releases" / "v1") == files(made)
    pointer = json.loads((tmp_path / "public" / "latest.json").read_text())
    assert pointer["version"] == "v1"
    assert pointer["sha256"] == hashlib.sha256((made / "SHA256SUMS").read_bytes()).hexdigest()
    assert not list((tmp_path / "public" / "releases").glob(".*"))


def test_publishing_again_sends_nothing(tmp_path: Path) -> None:
    made = release(tmp_path / "out")
    publish(made, str(tmp_path / "public"))
    again = publish(made, str(tmp_path / "public"))
    assert (again.sent, again.kept) == (0, 4)


def test_a_broken_upload_shows_nothing_and_is_taken_up_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = release(tmp_path / "out")
    send = publishing._send
    count = 0

    def breaks(*arguments: Any) -> None:
        nonlocal count
        count += 1
        if count == 3:
            raise OSError("the line is dead")
        send(*arguments)

    monkeypatch.setattr(publishing, "_send", breaks)
    with pytest.raises(OSError, match="the line is dead"):
        publish(made, str(tmp_path / "public"))
    assert not (tmp_path / "public" / "releases" / "v1").exists()
    assert not (tmp_path / "public" / "latest.json").exists()
    monkeypatch.setattr(publishing, "_send", send)
    done = publish(made, str(tmp_path / "public"))
    assert (done.sent, done.kept) == (2, 2)
    assert files(tmp_path / "public" / "releases" / "v1") == files(made)


def test_a_published_version_never_changes(tmp_path: Path) -> None:
    publish(release(tmp_path / "one"), str(tmp_path / "public"))
    with pytest.raises(PublishError, match="never changes"):
        publish(release(tmp_path / "two", content="other rows"), str(tmp_path / "public"))


def test_an_older_version_does_not_take_the_pointer_back(tmp_path: Path) -> None:
    publish(release(tmp_path / "out", "v10"), str(tmp_path / "public"))
    done = publish(release(tmp_path / "out", "v9"), str(tmp_path / "public"))
    assert not done.latest
    assert json.loads((tmp_path / "public" / "latest.json").read_text())["version"] == "v10"


def test_a_damaged_release_is_not_published(tmp_path: Path) -> None:
    made = release(tmp_path / "out")
    (made / "README.md").write_text("tampered")
    with pytest.raises(PublishError, match=r"README\.md is not as SHA256SUMS lists it"):
        publish(made, str(tmp_path / "public"))
    assert not (tmp_path / "public").exists()


def test_what_arrives_damaged_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = release(tmp_path / "out")
    monkeypatch.setattr(publishing, "WAIT", 0)
    monkeypatch.setattr(publishing, "_digest", lambda place, path: "0" * 64)
    with pytest.raises(PublishError, match="what arrived differs"):
        publish(made, str(tmp_path / "public"))


def test_a_store_that_fails_once_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = release(tmp_path / "out")
    monkeypatch.setattr(publishing, "WAIT", 0)
    digest, failures = publishing._digest, ["once"]

    def fails(place: Any, path: str) -> str:
        if failures:
            failures.pop()
            raise OSError("busy")
        return digest(place, path)

    monkeypatch.setattr(publishing, "_digest", fails)
    assert publish(made, str(tmp_path / "public")).sent == 4


def test_a_folder_that_is_no_version_is_not_published(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="no released version"):
        publish(release(tmp_path / "out", "draft"), str(tmp_path / "public"))


@pytest.mark.parametrize("content", ["not json", "[]", '{"version": "newest"}', '{"version": 3}'])
def test_a_pointer_of_somebody_else_is_left_alone(tmp_path: Path, content: str) -> None:
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "latest.json").write_text(content)
    with pytest.raises(PublishError, match="not a pointer of ours"):
        publish(release(tmp_path / "out"), str(tmp_path / "public"))
    assert (tmp_path / "public" / "latest.json").read_text() == content


@pytest.mark.parametrize("target", ["nosuch://bucket/x", "s3:///"])
def test_a_target_that_is_none_says_so(tmp_path: Path, target: str) -> None:
    with pytest.raises((BadTargetError, OSError)):
        publish(release(tmp_path / "out"), target)


def test_a_file_system_of_fsspec(tmp_path: Path) -> None:
    import fsspec

    made = release(tmp_path / "out")
    done = publish(made, "memory://public")
    assert done.sent == 4
    memory = fsspec.filesystem("memory")
    assert memory.cat("/public/releases/v1/README.md") == (made / "README.md").read_bytes()
    assert json.loads(memory.cat("/public/latest.json"))["version"] == "v1"
    assert publish(made, "memory://public").sent == 0


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    """A local S3 server; gives its address."""
    server = pytest.importorskip("moto.server", reason="moto is not installed: pip install -e '.[dev]'")
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    yield "{}:{}".format(*running.get_host_and_port())
    running.stop()


def test_an_object_store(store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    system = fs.S3FileSystem(endpoint_override=store, scheme="http", region="us-east-1", allow_bucket_creation=True)
    system.create_dir("ledger")
    target = f"s3://ledger/data?endpoint_override={store}&scheme=http&region=us-east-1"
    made = release(tmp_path / "out")

    send, seen = publishing._send, []

    def breaks(place: Any, source: Path, path: str, digest: str) -> None:
        if source.name == "SHA256SUMS" and not seen:
            seen.append(path)
            raise OSError("the line is dead")
        send(place, source, path, digest)

    monkeypatch.setattr(publishing, "_send", breaks)
    with pytest.raises(OSError, match="the line is dead"):
        publish(made, target)
    names = {i.base_name for i in system.get_file_info(fs.FileSelector("ledger/data/releases/v1"))}
    assert "SHA256SUMS" not in names
    assert system.get_file_info("ledger/data/latest.json").type == fs.FileType.NotFound

    done = publish(made, target)
    assert (done.sent, done.kept) == (1, 3)
    for name, content in files(made).items():
        with system.open_input_stream(f"ledger/data/releases/v1/{name}") as stream:
            assert stream.read() == content
    with system.open_input_stream("ledger/data/latest.json") as stream:
        assert json.loads(stream.read())["path"] == "releases/v1"

    with system.open_output_stream("ledger/data/releases/v1/README.md") as out:
        out.write(b"x" * (made / "README.md").stat().st_size)
    mended = publish(made, target)
    assert (mended.sent, mended.kept) == (1, 3)

    shutil.rmtree(made)
    with pytest.raises(PublishError, match="never changes"):
        publish(release(tmp_path / "out", content="other"), target)
