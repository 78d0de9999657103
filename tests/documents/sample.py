"""A document that holds every node: a fictional place, invented counts, drawings shaped like the real ones."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

from headrow.documents import tokens
from headrow.documents.model import (
    Bullets,
    Cell,
    Choice,
    Column,
    Document,
    Drawing,
    Figure,
    FindingList,
    Notice,
    Paragraph,
    PlanColumn,
    PlanItem,
    PlanOnAPage,
    Record,
    Section,
    Span,
    Subheading,
    Table,
    plain,
)

AREAS = (
    "Ashby",
    "Brinkwell",
    "Cold Harbour",
    "Dunmere",
    "Eastgate",
    "Fallow Hill",
    "Garth",
    "Hollins",
)
MONTHLY = (97, 119, 120, 108, 106, 98, 134, 124, 140, 126, 124, 132, 104, 126, 154, 136, 114, 145, 142, 148, 159,
           131, 168, 169)  # fmt: skip
CATEGORIES = (
    "Anti-social behaviour",
    "Bicycle theft",
    "Burglary",
    "Drugs",
    "Robbery",
    "Vehicle crime",
)
MAP_ALT = (
    "Hexagon map of robbery rates in eight areas. Four areas in the middle have four or more for every thousand "
    "residents; one area is withheld and one has no data. The lowest is Ashby at one."
)
DRAWER = (
    ("Counted", "Robberies recorded in the district, 3,024 in 24 months"),
    ("Adjusted", "Each month divided by its days and multiplied by 30.4"),
    (
        "Average, limits or interval",
        "Average 126; limits are the average plus or minus 2.66 times 17.0",
    ),
    ("Signal or test", "Shift: 7 or more months in a row on one side of the average"),
    ("Does not show", "Robberies that nobody reported. Why the number changed"),
    ("File", "2024-01-example-street.csv, read 22 November 2026"),
)


@cache
def png(svg: str) -> bytes:
    """The drawing as PNG at scale 2, by the same part that the charts use."""
    import vl_convert

    return vl_convert.svg_to_png(svg, scale=2)


def trend_svg(width: int, height: int) -> str:
    step = (width - 60) / (len(MONTHLY) - 1)
    points = [(40 + i * step, height - 40 - n / 200 * (height - 70)) for i, n in enumerate(MONTHLY)]
    line = "L".join(f"{x:.1f},{y:.1f}" for x, y in points)
    rings = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#ffffff" stroke="{tokens.CONTEXT}"/>'
        for x, y in points
    )
    text = f'font-family="{tokens.FONT_CHART}" font-size="14" fill="{tokens.SOFT_INK}"'
    return (
        f'<svg class="marks" role="img" xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}"><defs><clipPath id="clip0"><rect width="{width}"'
        f' height="{height}"/></clipPath></defs><g clip-path="url(#clip0)">'
        f'<rect x="40" y="40" width="{width - 60}" height="{height - 130}" fill="{tokens.LIMITS_BAND}"/>'
        f'<path d="M{line}" fill="none" stroke="{tokens.CONTEXT}" stroke-width="1.75"/>{rings}'
        f'<path d="M40,{height - 40}H{width}" stroke="{tokens.INK}"/>'
        f'<text x="40" y="30" {text}>Upper limit 171</text>'
        f'<text x="40" y="{height - 18}" {text}>2024</text></g></svg>'
    )


def map_svg(width: int, seed: int) -> str:
    size = width / 12
    hexes = []
    for index, name in enumerate(AREAS):
        x, y = size * 2 + (index % 4) * size * 1.9, size * 2 + (index // 4) * size * 1.7
        corners = " ".join(
            f"{x + size * math.sin(a * math.pi / 3):.1f},{y + size * math.cos(a * math.pi / 3):.1f}"
            for a in range(6)
        )
        fill = f"url(#{'hr'}-withheld)" if index == 3 else tokens.RAMP[(index + seed) % 5]
        value = "withheld" if index == 3 else f"{index + seed + 1}.0 per 1,000"
        hexes.append(
            f'<polygon class="area" points="{corners}" fill="{fill}" stroke="{tokens.CONTROL}"'
            f' data-name="{name}" data-value="{value}"/>'
        )
    return (
        f'<?xml version="1.0"?><svg class="map" role="img" xmlns="http://www.w3.org/2000/svg" width="{width}"'
        f' height="{int(size * 6)}"'
        f' viewBox="0 0 {width} {int(size * 6)}">{tokens.pattern_defs("hr")}{"".join(hexes)}</svg>'
    )


def trend() -> Drawing:
    wide = trend_svg(680, 340)
    return Drawing(wide, trend_svg(328, 260), png(wide))


def area_map(seed: int) -> Drawing:
    wide = map_svg(680, seed)
    return Drawing(wide, map_svg(328, seed), png(wide))


def trend_table(code: str = "robbery-months", rows: int = 24) -> Table:
    months = (
        (
            Cell(f"{2022 + i // 12}-{i % 12 + 1:02}"),
            Cell(f"{MONTHLY[i % 24]}", finding="robbery.months/2024:ab12"),
            Cell("126", finding="robbery.months/2024:ab12"),
            Cell("signal of concern" if i % 24 > 16 else "within the range expected"),
        )
        for i in range(rows)
    )
    return Table(
        code,
        "Robberies a month",
        (
            Column("Month", "month"),
            Column("Recorded", "n", "number"),
            Column("Average", "mean", "number"),
            Column("Signal", "signal"),
        ),
        tuple(months),
        subtitle="Recorded robberies, Example district, January 2022 to December 2023",
        notes=("Limits were set on the first 24 months.",),
        source="Source: police.uk (Open Government Licence).",
        csv="data/robbery-months.csv",
    )


def trend_figure() -> Figure:
    return Figure(
        "robbery-trend", 1, "Robbery has been above its average for 7 months in a row",
        "Robberies recorded a month, Example, January 2022 to December 2023, adjusted for days", trend(),
        "Line of monthly robberies. The average of the first 24 months is 126. All 7 months from June to December "
        "2023 are above it; none is outside the limits of 80 and 171.",
        "Ring: within the range expected. Shaded: range expected, 80 to 171. Black line: average, 126.",
        "Source: police.uk, recorded crime, January 2022 to December 2023 (Open Government Licence).",
        trend_table(), DRAWER, ("robbery.months/2024:ab12",),
        csv="data/robbery-months.csv", svg="data/robbery-trend.svg", png_file="data/robbery-trend.png",
    )  # fmt: skip


def map_figure() -> Figure:
    rows = tuple(
        (
            Cell(name),
            Cell("" if i == 3 else f"{i + 1}.0", "withheld" if i == 3 else "shown", f"area.{i}"),
            Cell("not assessed", "not-applicable") if i == 5 else Cell("", "missing") if i == 6 else Cell("12"),
        )
        for i, name in enumerate(AREAS * 4)
    )  # fmt: skip
    table = Table(
        "robbery-areas", "Robbery rate by area, A to Z",
        (Column("Area", "area"), Column("Per 1,000", "rate", "number"), Column("Count", "n", "number")),
        rows, folded=True,
    )  # fmt: skip
    return Figure(
        "robbery-map", 2, "Four areas have 4 or more robberies for every 1,000 residents",
        "Robberies for every 1,000 residents, 8 areas, 2023", area_map(0),
        MAP_ALT,
        "Each hexagon is one area in about its true place.", "Source: police.uk. Population: Census 2021.",
        table, DRAWER, ("robbery.map",),
        (
            Choice("2023", area_map(0), MAP_ALT),
            Choice("2022", area_map(2), "Hexagons of 2022: three areas have four or more."),
        ),
        "map",
    )  # fmt: skip


def heat_table() -> Table:
    rows = tuple(
        (
            Cell(area),
            *(
                Cell(
                    f"{1 + (i + j) % 5 / 2:.1f}",
                    finding="heat.all",
                    shade=(i + j) % 5 + 1,
                    strong=i == j,
                )
                for j in range(6)
            ),
        )
        for i, area in enumerate(AREAS)
    )
    return Table(
        "heat", "Lincoln Green has 3.5 times the rate of vehicle crime",
        (Column("Area", "area"), *(Column(name, name, "number") for name in CATEGORIES)), rows,
        "Rate compared with the district as a whole (1.0)", ("1.0 is the same as the district.",),
    )  # fmt: skip


def plan() -> PlanOnAPage:
    columns = tuple(
        PlanColumn(
            title,
            tuple(
                PlanItem(f"{title}: line {n} of what is promised", "Board" if n == 1 else "Issue")
                for n in range(1, 4)
            ),
            note="Lead: community safety",
        )
        for title in ("Safer streets", "Fewer victims", "Stronger places", "Better outcomes")
    )
    return PlanOnAPage(
        "plan", "Plan on a page", "The strategy 2024 to 2027", columns, "Drawn up here."
    )


def notices() -> tuple[Notice, ...]:
    body = (
        Paragraph(
            plain("Treatment, deaths and alcohol were not supplied; public health holds them.")
        ),
    )
    return (
        Notice("gap", "Substance misuse", body),
        Notice("box", "Why they changed", (Paragraph(plain("To be written by the lead analyst.")),)),
        Notice("caveat", "Recording changed in 2023", (Bullets((plain("One rule moved."), plain("Another moved."))),)),
        Notice("draft", "Not yet signed off", ()),
        Notice("commentary", "The analyst's view", (Paragraph((Span("Held over from last year.", emphasis=True),)),)),
    )  # fmt: skip


def records() -> tuple[Record, ...]:
    query = "select month, count(*)\nfrom street\nwhere category = 'robbery'\ngroup by month"
    rows = (
        ("Measure", "volume@1"),
        ("Query", query),
        ("Digest", "d56d6ee28eb7bbb65d8e36f211413108620df221" * 2),
    )
    addresses = {"robbery.months/2024:ab12": "Robberies by month", "robbery.map": "Robbery rate by area",
                 "heat.all": "Rates by area and type", "total": "All recorded crime",
                 **{f"area.{i}": f"Robbery rate, area {i}" for i in range(3)}}  # fmt: skip
    return tuple(Record(address, title, rows) for address, title in addresses.items())


def sample() -> Document:
    """Every node once at least."""
    number = Span("12,345", finding="total")
    proof = (
        Span("from 7,562 to "),
        Span("6,335", finding="total"),
        Span(" (interval 13% to 19%). "),
        Span("Figure 1", href="#robbery-trend"),
    )
    front = (
        Paragraph(
            (Span("Recorded crime was "), number, Span(" in 2023, and rose in two of six kinds.")),
            "lead",
        ),
        FindingList(
            (
                (plain("Recorded vehicle crime fell by 16%"), proof),
                (
                    plain("Robbery is above its average"),
                    plain("That is a change that needs explaining."),
                ),
            )
        ),
    )
    return Document(
        "Strategic assessment of crime and disorder in Example", "January to December 2023",
        "Example community safety", "Strategic assessment 2024", "en-GB", "OFFICIAL", "Draft", "22 November 2026",
        front, sections(number), records(),
        downloads=(("Download PDF", "assessment.pdf"), ("Download Word file", "assessment.docx")),
        colophon=("Contains public sector information licensed under the Open Government Licence v3.0.",),
    )  # fmt: skip


def sections(number: Span) -> tuple[Section, ...]:
    sentence = Paragraph(
        (
            Span("Of "),
            number,
            Span(" records, "),
            Span("3,024", finding="robbery.months/2024:ab12", strong=True),
            Span(" were robberies. "),
            Span("Guidance", href="https://example.org/guide"),
        )
    )
    where = Subheading("Where it happens", "where")
    inner = Section("robbery", "1.1", "Robbery", (sentence, trend_figure(), where, map_figure()))
    return (
        Section("levels", "1", "Levels and patterns", (
            Bullets((plain("First item"), plain("Second item")), ordered=True),
            Paragraph(plain("Source: police.uk."), "small"), heat_table(),
        ), (inner,)),
        Section("empty", "2", "Matters for the county level", ()),
        Section("unknown", "3", "What we do not know", notices()),
        Section("plan-section", "4", "The plan", (plan(),)),
    )  # fmt: skip


HOSTILE = (
    "<script>alert('x')</script>",
    '#import "@preview/x:1.0.0": *',
    "] #panic() [",
    "$x^2$ and \\ and `code` and *star* _under_",
    "&amp; & \" ' < > {{ 7 * 7 }} {% raw %}",
    "Pneumonoultramicroscopicsilicovolcanoconiosis" * 4,
    "Tŷ Ŵyn, Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
    "مركز المدينة",
    "שלום",
    "@label <label> // comment /* c */ ~ -- --- 1. + - = /",
)


def hostile() -> Document:
    """Each string a name may hold, in every place that prints a string."""
    made = sample()
    parts = tuple(
        Section(text, str(i), text, hostile_blocks(text, i)) for i, text in enumerate(HOSTILE, 1)
    )
    annex = tuple(Record(text, text, ((text, text),)) for text in HOSTILE)
    return replace(made, title=HOSTILE[0], partnership=HOSTILE[1], sections=parts, annex=annex)


def hostile_blocks(text: str, number: int) -> tuple:
    columns = (Column(text, "a"), Column(text, "b"))
    cells = ((Cell(text), Cell(text, finding=text)),)
    figure = replace(
        trend_figure(), code=text, number=number, title=text, subtitle=text, alt=text, how_to_read=text,
        source=text, drawer=tuple((text, text) for _ in range(6)), findings=(text,), csv="javascript:1",
        table=Table(text, text, columns, cells, text, (text,), text),
    )  # fmt: skip
    return (
        Paragraph((Span(text), Span(text, href="javascript:alert(1)"), Span(text, finding=text))),
        Bullets((plain(text),)),
        FindingList(((plain(text), plain(text)),)),
        Notice("caveat", text, (Paragraph(plain(text)),)),
        Subheading(text, text),
        figure,
        PlanOnAPage(text, text, text, (PlanColumn(text, (PlanItem(text, text),), text),), text),
    )


def large(figures: int = 20) -> Document:
    """About 60 pages: a figure with its table, six paragraphs, a list, in each of the sections."""
    made = sample()
    words = (
        "Recorded crime in the district was lower than in the year before, and the interval does not hold nought. "
        * 5
    )
    parts = tuple(
        Section(f"part-{i}", str(i), f"Part {i} of the assessment", (
            *(Paragraph((Span(words), Span("12,345", finding="total"))) for _ in range(6)),
            replace(trend_figure(), code=f"figure-{i}", number=i, table=trend_table(f"t-{i}", 24)),
            replace(heat_table(), code=f"h-{i}"),
            replace(trend_table(f"long-{i}", 40), title=f"Long table {i}"),
        ))
        for i in range(1, figures + 1)
    )  # fmt: skip
    return replace(made, sections=parts)
