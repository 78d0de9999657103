"""A rule that no import contract can say: an app's models are its own."""

import grimp


def strays_in(graph: grimp.ImportGraph) -> list[str]:
    """Every import of an app's models by a module outside that app."""
    homes = {
        name: name.removesuffix(".models") for name in graph.modules if name.endswith(".models")
    }
    return [
        f"{importer} imports {models}"
        for models, home in sorted(homes.items())
        for importer in sorted(graph.find_modules_that_directly_import(models))
        if not importer.startswith(f"{home}.")
    ]


def test_each_apps_models_are_imported_by_that_app_only():
    """Other apps go through changes and queries; foreign keys are written as strings."""
    assert strays_in(grimp.build_graph("headrow")) == []


def test_an_import_of_another_apps_models_is_found():
    graph = grimp.build_graph("headrow")
    graph.add_import(
        importer="headrow.partnership.boards.queries",
        imported="headrow.partnership.casework.models",
    )
    assert strays_in(graph) == [
        "headrow.partnership.boards.queries imports headrow.partnership.casework.models"
    ]
