"""The cards say the release's version and licence, and parse as what they claim to be."""

from __future__ import annotations

import json
from pathlib import Path

import invented
import pytest
import yaml

from pipeline.releasing.about import DATA_LICENCE, Release
from pipeline.releasing.cards import card, citation, write_cards, zenodo
from schemas import TABLES


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return Release(invented.write_release(tmp_path_factory.mktemp("r") / "v7", invented.invent(12)), "v7", "9.9.9")


def test_the_citation_is_yaml_with_the_version_of_the_data(release: Release) -> None:
    data = yaml.safe_load(citation(release))
    assert data["cff-version"] == "1.2.0"
    assert data["version"] == "v7"
    assert data["license"] == DATA_LICENCE
    assert data["type"] == "dataset"
    assert {"message", "title", "authors"} <= data.keys()
    assert all(author["name"] for author in data["authors"])


def test_the_card_has_a_configuration_for_each_table(release: Release) -> None:
    front = yaml.safe_load(card(release).split("---")[1])
    assert [c["config_name"] for c in front["configs"]] == [t.name for t in TABLES]
    assert [c["config_name"] for c in front["configs"] if c.get("default")] == ["events"]
    assert all((release.folder / c["data_files"]).is_file() for c in front["configs"])
    assert front["size_categories"] == ["n<1K"]
    assert front["license"] == DATA_LICENCE.lower()


def test_the_card_counts_what_is_shown(release: Release) -> None:
    rows = invented.invent(12)
    body = card(release)
    assert f"made from {len(rows['documents'])} documents" in body
    assert f"The text of {len(rows['texts'])} of them" in " ".join(body.split())
    assert "Lake Herald" in body


def test_zenodo_has_what_an_upload_needs(release: Release) -> None:
    data = zenodo(release)
    assert {"upload_type", "title", "description", "creators", "license"} <= data.keys()
    assert data["version"] == "7.0.0"


def test_the_files_lie_in_the_release(release: Release) -> None:
    paths = write_cards(release)
    assert [Path(p).name for p in paths] == ["CITATION.cff", "README.md", ".zenodo.json"]
    assert json.loads((release.folder / ".zenodo.json").read_text(encoding="utf-8"))["upload_type"] == "dataset"
