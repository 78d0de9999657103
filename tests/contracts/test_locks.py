"""The lock files carry hashes and no address, and the test tools stand on the product's versions."""

import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
LOCKS = sorted(CHECKOUT.glob("requirements*.lock"))
PINNED = re.compile(r"^([a-z0-9][a-z0-9-]*)==(\S+)", re.MULTILINE)


def faults_of(lock: str) -> list[str]:
    """The lines of a lock that are neither a pinned package nor one of its hashes."""
    entry = re.compile(r"[a-z0-9][a-z0-9-]*==[^\s;]+( ; [^:/@]+)? \\")
    digest = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
    return [
        line
        for line in lock.splitlines()
        if not entry.fullmatch(line) and not digest.fullmatch(line)
    ]


def without_hash(lock: str) -> list[str]:
    """The packages that are followed by no hash."""
    entries = re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE)
    return [entry.split("=")[0] for entry in entries if entry.strip() and "--hash=" not in entry]


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_a_lock_holds_pinned_packages_and_their_hashes_and_nothing_else(path):
    lock = path.read_text(encoding="utf-8")
    assert PINNED.search(lock)
    assert faults_of(lock) == []
    assert without_hash(lock) == []


def test_an_address_a_path_or_a_missing_hash_is_found():
    digest = "    --hash=sha256:" + "0" * 64
    assert faults_of(f"--index-url https://mirror.example/simple\nclick==8.5.1 \\\n{digest}")
    assert faults_of("click @ file:///wheels/click.whl \\\n" + digest)
    assert faults_of(f"click==8.5.1 \\\n{digest}\n    # via -r requirements.in")
    assert without_hash(f"click==8.5.1\nhttpx==0.28.1 \\\n{digest}") == ["click"]


def test_the_test_tools_stand_on_the_versions_of_the_product():
    locks = {path.name: set(PINNED.findall(path.read_text(encoding="utf-8"))) for path in LOCKS}
    assert locks["requirements.lock"] <= locks["requirements-dev.lock"]


def test_pip_is_locked_because_the_sample_pack_is_fetched_with_it():
    assert "pip" in dict(PINNED.findall((CHECKOUT / "requirements.lock").read_text("utf-8")))


def test_the_engine_and_its_language_are_locked_as_they_were_proven_together():
    locked = dict(PINNED.findall((CHECKOUT / "requirements.lock").read_text(encoding="utf-8")))
    proven = {"ibis-framework": "12.0.0", "duckdb": "1.5.5", "sqlglot": "30.12.0"}
    assert {name: locked[name] for name in proven} == proven
