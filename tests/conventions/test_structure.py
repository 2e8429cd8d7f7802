"""The shape of the house: who may import whom, what a module says of itself, and what no file may name."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted([*(ROOT / "pipeline").rglob("*.py"), *(ROOT / "schemas").rglob("*.py")])
PURE = (
    "pipeline.reading",
    "pipeline.resolving",
    "pipeline.releasing",
    "pipeline.language",
    "pipeline.knowledge",
    "schemas",
)
ALLOWED = {
    # Who stands on whom: a package imports only what stands before it.
    "schemas": {"schemas"},
    "pipeline.knowledge": {"schemas", "pipeline.knowledge", "pipeline.reading"},
    "pipeline.language": {"schemas", "pipeline.language", "pipeline.knowledge", "pipeline.reading"},
    "pipeline.reading": {"schemas", "pipeline.language", "pipeline.knowledge", "pipeline.reading"},
    "pipeline.resolving": {"schemas", "pipeline.knowledge", "pipeline.reading", "pipeline.resolving"},
    "pipeline.releasing": {
        "schemas",
        "pipeline.knowledge",
        "pipeline.reading",
        "pipeline.resolving",
        "pipeline.tables",
        "pipeline.releasing",
    },
    "pipeline.assets": {
        "schemas",
        "pipeline.reading",
        "pipeline.resolving",
        "pipeline.releasing",
        "pipeline.tables",
        "pipeline.cache",
        "pipeline.readers",
        "pipeline.resources",
        "pipeline.configuration",
        "pipeline.assets",
    },
}


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> set[str]:
    """Every module of ours or of others that a file imports, at its head or inside a function."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found |= {node.module} | {f"{node.module}.{a.name}" for a in node.names}
    return found


def package(module: str) -> str | None:
    """The package of ours that a module is in: `schemas`, or two parts of `pipeline`."""
    parts = module.split(".")
    if parts[0] == "schemas":
        return "schemas"
    return ".".join(parts[:2]) if parts[0] == "pipeline" and len(parts) > 1 else None


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_follow_the_arrows(path: Path) -> None:
    allowed = ALLOWED.get(package(name_of(path)) or "")
    if allowed is None:
        pytest.skip("an entry point: it may import anything")
    for imported in imports(path):
        mine = package(imported)
        if mine is not None:
            assert mine in allowed, f"{name_of(path)} imports {imported}"


@pytest.mark.parametrize("path", [p for p in MODULES if name_of(p).startswith(PURE)], ids=name_of)
def test_pure_packages_know_no_dagster(path: Path) -> None:
    assert not {i for i in imports(path) if i.split(".")[0] == "dagster"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_what_belongs_in_it(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert said, f"{name_of(path)} has no docstring"


def test_files_have_one_subject() -> None:
    long = {name_of(p): n for p in MODULES if (n := len(p.read_text(encoding="utf-8").splitlines())) > 400}
    assert not long, f"over 400 lines: {long}"


def tracked() -> list[Path]:
    """The project's files, without weights and releases. Skips where this is no checkout."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True)
    if done.returncode:
        pytest.skip("not a checkout")
    return [p for name in done.stdout.decode().split("\0") if name and (p := ROOT / name).is_file()]


def test_no_file_names_a_path_of_the_machine_it_was_made_on() -> None:
    here = str(ROOT.parent).encode()
    if len(here) < 4:
        pytest.skip("the checkout lies at the top of the disk")
    wrong = [str(p.relative_to(ROOT)) for p in tracked() if here + b"/" in p.read_bytes()]
    assert not wrong


def test_the_lock_names_hashes_and_no_index() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    lines = [line for line in lock.splitlines() if line and not line.startswith(("#", " "))]
    assert len(lines) > 50
    assert all("==" in line for line in lines)
    assert lock.count("--hash=sha256:") >= len(lines)
    for word in ("--index-url", "--extra-index-url", "--find-links", "--trusted-host", "://"):
        assert word not in lock


def test_the_lock_holds_every_direct_requirement() -> None:
    """Of the project and of the extra "dev": the other extras only make data files anew."""
    import re
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    locked = {
        re.sub(r"[-_.]+", "-", line.split("==")[0].split("[")[0]).lower(): line.split("==")[1].split()[0]
        for line in (ROOT / "requirements.lock").read_text().splitlines()
        if line[:1].isalpha()
    }
    for requirement in wanted:
        name, _, version = requirement.partition("==")
        key = re.sub(r"[-_.]+", "-", name.split("[")[0]).lower()
        assert key in locked, f"{name} is not in the lock: make lock"
        assert not version or locked[key] == version, f"{name}: {version} wanted, {locked[key]} locked: make lock"


def test_dagster_packages_are_of_one_patch() -> None:
    lines = [line for line in (ROOT / "requirements.lock").read_text().splitlines() if line.startswith("dagster")]
    mine = {line.split("==")[1].split()[0] for line in lines if not line.startswith(("dagster-rest", "dagster-duckdb"))}
    assert len(mine) == 1, lines
