"""The word data of actors: loads, and says what is wrong with a file that does not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.reading.actor_data import KNOWLEDGE, ActorDataError, actor_data, generic, listed, plural_of

FILES = ("descriptors.toml", "descriptors_organisations.toml", "titles.toml", "person_names.toml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        shutil.copy(KNOWLEDGE / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize(
    ("file", "text", "complaint"),
    [
        ("descriptors.toml", "[[descriptor]\n", "descriptors.toml"),
        ("descriptors.toml", '[[other]]\nid = "x"\n', "only [[descriptor]] entries"),
        ("titles.toml", '[[title]]\nid = "x"\nsector = "none"\nbefore = true\nform = ["y"]\n', "form"),
        (
            "descriptors.toml",
            '[[descriptor]]\nid = "x"\nkind = "army"\nnumber = "members"\nrefers = []\nrow = "always"\nnouns = ["y"]\n',
            "kind = 'army'",
        ),
        (
            "descriptors_organisations.toml",
            '[[organisation]]\nid = "x"\nkind = "ngo"\nplace = "middle"\nwords = ["y"]\n',
            "place = 'middle'",
        ),
    ],
)
def test_a_wrong_file_is_named(folder: Path, file: str, text: str, complaint: str) -> None:
    (folder / file).write_text(text, encoding="utf-8")
    with pytest.raises(ActorDataError) as raised:
        actor_data(folder)
    assert file in str(raised.value)
    assert complaint in str(raised.value)


def test_a_noun_stands_in_one_entry_only(folder: Path) -> None:
    entry = '[[descriptor]]\nid = "more"\nkind = "ngo"\nnumber = "members"\nrefers = []\nrow = "always"'
    with (folder / "descriptors.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n{entry}\nnouns = ["rebel"]\n')
    with pytest.raises(ActorDataError, match="two entries"):
        actor_data(folder)


def test_a_missing_file_and_an_unknown_class_are_named(folder: Path) -> None:
    (folder / "titles.toml").unlink()
    with pytest.raises(ActorDataError, match=r"titles\.toml"):
        actor_data(folder)
    with pytest.raises(ActorDataError, match="no class 'nothing'"):
        listed("nothing")


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("gunman", "gunmen"),
        ("security agency", "security agencies"),
        ("child", "children"),
        ("boss", "bosses"),
        ("troops", "troops"),
    ],
)
def test_plurals(noun: str, plural: str) -> None:
    assert plural_of(noun) == plural


def test_generic_names() -> None:
    assert generic(("ministry", "of", "defence"))
    assert not generic(("tellin", "defence", "ministry"))
