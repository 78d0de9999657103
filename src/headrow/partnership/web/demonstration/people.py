"""The people of the demonstration: one for each post, named after what they do, so that nobody can be real."""

from __future__ import annotations

from dataclasses import dataclass, field

# Key, name, kind.
AGENCIES = (
    ("council", "Demo Council", "council"),
    ("police", "Demo Police", "police"),
    ("health", "Demo Health", "health"),
    ("fire", "Demo Fire", "fire"),
    ("probation", "Demo Probation", "probation"),
    ("childrens", "Demo Children's Social Care", "council"),
    ("adults", "Demo Adult Social Care", "council"),
    ("advocacy", "Demo Advocacy Service", "vcs"),
    ("advocacy-two", "Demo Advocacy Two", "vcs"),
    ("library", "Demo Library Reporting Centre", "centre"),
    ("college", "Demo College Centre", "centre"),
    ("host", "Demo Host", "council"),
)


@dataclass(frozen=True, slots=True)
class Person:
    """One sign-in: key, name, agency, and posts as (role, board), the board a key of the demonstration's boards."""

    key: str
    name: str
    agency: str
    posts: tuple[tuple[str, str], ...]
    does: str = ""
    extra: dict[str, object] = field(default_factory=dict)


# Boards: gold is the executive; silver, hate and domestic are delivery boards that the locality's
# demonstration.toml names by code.
PEOPLE = (
    Person("triage", "Demo triage officer", "council", (("TO", ""),)),
    Person("hate", "Demo hate crime officer", "council", (("CW", ""),)),
    Person("asb", "Demo ASB officer", "council", (("CW", ""),)),
    Person("marac", "Demo MARAC coordinator", "council", (("PC", ""),)),
    Person("partnership", "Demo partnership officer", "council", (("PO", ""),)),
    Person("gold-chair", "Demo Gold chair", "council", (("BC", "gold"),)),
    Person("silver-chair", "Demo Silver chair", "council", (("BC", "silver"), ("BM", "gold"))),
    Person("hate-chair", "Demo hate board chair", "council", (("BC", "hate"), ("BM", "gold"))),
    Person(
        "domestic-chair",
        "Demo domestic abuse board chair",
        "health",
        (("BC", "domestic"), ("BM", "gold")),
    ),
    Person("analyst", "Demo analyst", "council", (("AN", ""),)),
    Person("governance", "Demo information governance lead", "council", (("IG", ""),)),
    Person("councillor", "Demo councillor", "council", (("EM", ""), ("BM", "gold"))),
    Person("scrutiny", "Demo scrutiny officer", "council", (("SC", ""),)),
    Person("manager", "Demo agency manager", "council", (("AM", ""),)),
    Person("leaver", "Demo leaver", "council", (("DL", "silver"), ("BM", "silver"))),
    Person("housing", "Demo housing representative", "council", (("PM", ""),)),
    Person(
        "police-panel", "Demo police panel representative", "police", (("PM", ""), ("BM", "silver"))
    ),
    Person("second-analyst", "Demo second analyst", "police", (("AN", ""),)),
    Person("deputy-gold", "Demo deputy Gold chair", "police", (("BC", "gold"),)),
    Person("protection", "Demo data protection officer", "police", (("IG", ""),)),
    Person("police-manager", "Demo agency manager (police)", "police", (("AM", ""),)),
    Person(
        "health-member", "Demo health board member", "health", (("BM", "gold"), ("BM", "silver"))
    ),
    Person("fire-lead", "Demo fire deliverable lead", "fire", (("DL", "silver"), ("BM", "gold"))),
    Person(
        "probation-member",
        "Demo probation board member",
        "probation",
        (("BM", "gold"), ("BM", "silver")),
    ),
    Person("childrens-member", "Demo children's board member", "childrens", (("BM", "hate"),)),
    Person("adults-member", "Demo adults board member", "adults", (("BM", "domestic"),)),
    Person("lead", "Demo deliverable lead", "council", (("DL", "silver"),)),
    Person("idva", "Demo IDVA", "advocacy", (("IA", ""),)),
    Person("partner", "Demo partner worker", "advocacy-two", (("PW", ""),)),
    Person("library", "Demo library centre worker", "library", (("RC", ""),)),
    Person("college", "Demo college centre worker", "college", (("RC", ""),)),
    Person("administrator", "Demo administrator", "host", (("AD", ""),)),
    Person("second-administrator", "Demo second administrator", "host", (("AD", ""),)),
)
