"""Fill an empty database with the demonstration, in one transaction and through every app's own changes."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.db import transaction

from headrow.partnership.audit import queries as audit
from headrow.partnership.directory import queries as directory
from headrow.partnership.plan import changes as plan
from headrow.partnership.plan import queries as plan_queries
from headrow.partnership.web.demonstration.declared import declared_boards
from headrow.partnership.web.demonstration.world import World, add_agencies, add_people
from headrow.vocabulary.localities import Locality, load_locality
from headrow.vocabulary.toml_files import DeclaredFileError

# Each a module seed_<name> beside this one; a later one may lean on those before it.
SEEDS = ("boards", "plan", "knowing", "meetings", "tasks", "progress", "agenda", "publications")


class NotEmpty(Exception):
    """The database holds a partnership; a demonstration is never put beside real people."""


def is_seeded() -> bool:
    """Whether the demonstration is there already."""
    return directory.is_demonstration()


def seed(locality_name: str) -> World:
    """Fill the database. Raises NotEmpty where it holds members already, DeclaredFileError for the locality."""
    locality = load_locality(locality_name)
    with transaction.atomic():
        audit.act_as(clock=True)
        if directory.has_members():
            raise NotEmpty("This database holds a partnership already. Use an empty one.")
        world = World(locality=locality)
        add_agencies(world)
        plan.load_locality(locality, by=world.clock)
        _find_plan_and_boards(world, locality)
        add_people(world)
        for name in SEEDS:
            _run(name, world)
    return world


def _find_plan_and_boards(world: World, locality: Locality) -> None:
    said = declared_boards(locality.code)
    strategies = {row.code: row for row in plan_queries.strategies(None)}
    world.strategy, world.earlier = strategies[said.strategy], strategies[said.earlier]
    world.boards["gold"] = directory.bodies(None).get(kind="executive")
    by_code = {body.code: body for body in directory.bodies(None)}
    for key, code in said.boards.items():
        found = by_code.get(code)
        if found is None:
            raise DeclaredFileError(
                f"demonstration.toml: boards: there is no board '{code}' in {locality.code}."
            )
        world.boards[key] = found


def _run(name: str, world: World) -> None:
    module = f"{__package__}.seed_{name}"
    if find_spec(module) is not None:
        import_module(module).seed(world)
