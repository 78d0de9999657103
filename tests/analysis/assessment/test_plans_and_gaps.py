"""Both plans on a page, what each strategy leaves open, and the crosswalk from the earlier to the later."""

import pytest

from headrow.analysis.assessment import crosswalk, plan_on_a_page, printed_evidence, strategy_gaps
from headrow.documents.model import Paragraph, Table, text_of
from headrow.vocabulary.localities import load_locality
from headrow.vocabulary.scoring import Progress, load_progress
from headrow.vocabulary.toml_files import DeclaredFileError

LEEDS = load_locality("leeds")
THEN, NOW = LEEDS.strategies


def rows_of(table: Table) -> dict[str, list[str]]:
    return {row[0].text: [cell.text for cell in row[1:]] for row in table.rows}


@pytest.mark.mission("M238")
def test_the_plan_of_2018_is_as_printed():
    plan = plan_on_a_page.plan_on_a_page(THEN)
    items = [item for column in plan.columns for item in column.items]
    assert [column.title for column in plan.columns] == [
        priority.name for priority in THEN.priorities
    ]
    assert [len(column.items) for column in plan.columns] == [4, 4, 4]
    assert sum(item.tag.startswith("Deliverable") for item in items) == 10
    assert sum(item.tag == "Commitment" for item in items) == 2
    indicators = plan.note.partition("Indicators: ")[2].partition(". As printed")[0].split("; ")
    assert len(indicators) == 10
    assert sum("(to be confirmed)" in words for words in indicators) == 3


def test_the_plan_of_2024_is_drawn_up_and_says_so():
    plan = plan_on_a_page.plan_on_a_page(NOW)
    assert plan.note == "Drawn up here; the strategy prints none."
    assert [column.title for column in plan.columns][:4] == [theme.name for theme in NOW.themes]
    assert len(plan.columns) == 5
    named = {item.text: item.tag for item in plan.columns[-1].items}
    assert named["Theft and Neighbourhood Crime"] == "No board has a deliverable on it"
    assert {board.name for board in NOW.boards} <= {name for name in named} | {
        name
        for tag in named.values()
        for name in {board.name for board in NOW.boards}
        if name in tag
    }


@pytest.mark.mission("M111")
def test_theft_has_five_key_issues_and_no_deliverable():
    chapter = next(
        chapter for chapter in NOW.chapters() if chapter.title == "Theft and Neighbourhood Crime"
    )
    assert len(chapter.key_issues) == 5
    assert [issue.name for issue in strategy_gaps.issues_without_deliverables(NOW)] == [
        "Theft and Neighbourhood Crime"
    ]
    boards, count, note = rows_of(strategy_gaps.issue_matrix(NOW))["Theft and Neighbourhood Crime"]
    assert (boards, count) == ("none", "0")
    assert note.startswith("No delivery board carries a deliverable")


def test_twelve_deliverables_of_four_boards_answer_no_issue_by_name():
    alone = strategy_gaps.deliverables_without_issue(NOW)
    assert len(alone) == 12
    assert {row.board for row in alone} == {
        "street-support",
        "anti-slavery",
        "street-sex-work",
        "city-centre",
    }
    matrix = rows_of(strategy_gaps.issue_matrix(NOW))
    assert sum(int(row[1]) for row in matrix.values()) == 36, "each deliverable is counted once"


def test_what_each_strategy_leaves_out_is_counted():
    then = {row.what: row.says for row in strategy_gaps.left_out(THEN)}
    now = {row.what: row.says for row in strategy_gaps.left_out(NOW)}
    assert then["a board"] == "not stated for 30 of 30 deliverables"
    assert then["what an indicator counts"] == "to be confirmed for 3 of 10"
    assert "a lead" not in then
    assert now["a lead"] == "not stated for 36 of 36 deliverables"
    assert now["indicators"] == "not stated: no indicator, baseline or target is named"
    assert "a board" not in now
    assert "result, dates and interval of the survey Your Voice" in now


def test_without_progress_no_deliverable_is_said_to_be_on_course():
    blocks = strategy_gaps.deliverables_by_board(NOW, {})
    assert isinstance(blocks[0], Paragraph)
    assert text_of(blocks[0].spans) == "No progress was supplied for 36 deliverables."
    tables = [block for block in blocks if isinstance(block, Table)]
    assert [len(table.rows) for table in tables] == [2, 3, 4, 5, 3, 3, 3, 4, 3, 2, 4]
    states = {row[2] for table in tables for row in table.rows}
    assert {(cell.text, cell.state) for cell in states} == {("no update", "missing")}


def test_progress_stands_beside_what_was_promised():
    example = load_locality("example")
    plan = example.strategies[0]
    progress = load_progress(example.folder, plan)
    blocks = strategy_gaps.deliverables_by_board(plan, progress)
    assert text_of(blocks[0].spans) == "No progress was supplied for one deliverable."
    rows = {row[0].text: row for block in blocks if isinstance(block, Table) for row in block.rows}
    done = rows["Open an online way for shops to report theft."]
    assert (done[2].text, done[3].text) == ("done", "The page opened to all shops. (February 2024)")
    assert rows["Review how agencies tell each other of risk."][2].text == "no update"


def test_nothing_is_done_or_on_track_without_evidence(tmp_path):
    with pytest.raises(ValueError, match="said to be done without 'evidence'"):
        Progress("D23-1", "done")
    with pytest.raises(ValueError, match="It may be: done, on track"):
        Progress("D23-1", "green")
    (tmp_path / "progress.toml").write_text(
        'strategy = "example-2023"\n[[progress]]\ndeliverable = "D23-9"\nstate = "at risk"\n',
        encoding="utf-8",
    )
    with pytest.raises(
        DeclaredFileError, match="names 'D23-9', which is not a deliverable of the strategy"
    ):
        load_progress(tmp_path, load_locality("example").strategies[0])


CROSSWALK = rows_of(crosswalk.themes_table(THEN, NOW, {}))
SUCCESSORS = {name: (int(row[0]), row[2]) for name, row in CROSSWALK.items()}


@pytest.mark.parametrize(
    ("theme", "issues", "goes_to"),
    [
        pytest.param("Violent Crime", 3, "Violent and Sexual Crimes", marks=pytest.mark.mission("M114")),
        pytest.param("Sexual Crime", 2, "Violent and Sexual Crimes", marks=pytest.mark.mission("M115")),
        pytest.param(
            "Domestic Violence and Abuse", 3,
            "Domestic Violence and abuse; Domestic Violence & Abuse Partnership Board",
            marks=pytest.mark.mission("M116"),
        ),
        pytest.param(
            "Vulnerability and Exploitation", 5,
            "Anti-Slavery Board, Leeds Street Support Partnership Board and Street Sex Work Board",
            marks=pytest.mark.mission("M117"),
        ),
        pytest.param(
            "Serious and Organised Crime", 6, "Serious Violence and Organised Crime Partnership Board",
            marks=pytest.mark.mission("M118"),
        ),
        pytest.param(
            "Offending Behaviours", 5, "Reducing Offending Behaviours; Reducing Reoffending Board",
            marks=pytest.mark.mission("M119"),
        ),
        pytest.param(
            "Community Tensions", 5, "Hate Crime and Neighbour nuisance and ASB", marks=pytest.mark.mission("M120")
        ),
        pytest.param("Community Crime", 5, "Theft and Neighbourhood Crime", marks=pytest.mark.mission("M121")),
        pytest.param(
            "Illegal Drugs", 5, "Illicit Drugs and Substance Use; Leeds Drugs and Alcohol Partnership Board",
            marks=pytest.mark.mission("M122"),
        ),
    ],
)  # fmt: skip
def test_the_crosswalk_shows_each_themes_successor(theme, issues, goes_to):
    assert SUCCESSORS[theme] == (issues, goes_to)
    chapter = next(chapter for chapter in THEN.chapters() if chapter.title == theme)
    assert len(chapter.key_issues) == issues, (
        "the theme is a chapter of the earlier assessment with all its issues"
    )


@pytest.mark.mission("M120")
def test_each_issue_of_community_tensions_has_its_own_successor():
    rows = [
        row for row in crosswalk.issues_table(THEN, NOW).rows if row[1].text == "Community Tensions"
    ]
    went = {row[0].text: row[2].text for row in rows}
    assert went == {
        "radicalisation and extremism": "unassigned",
        "hate crime": "Hate Crime",
        "youth related nuisance": "Neighbour nuisance and ASB",
        "neighbourhood ASB": "Neighbour nuisance and ASB",
        "varying tolerance and willingness to report": "Hate Crime",
    }


@pytest.mark.mission("M117")
def test_each_issue_of_exploitation_has_its_board_and_missing_persons_have_none():
    rows = [
        row
        for row in crosswalk.issues_table(THEN, NOW).rows
        if row[1].text == "Vulnerability and Exploitation"
    ]
    went = {row[0].text: row[2].text for row in rows}
    assert went["street users"] == "Leeds Street Support Partnership Board"
    assert went["organised exploitation / trafficking"] == "Anti-Slavery Board"
    assert went["missing persons"] == "unassigned"


@pytest.mark.mission("M115")
def test_the_register_of_offenders_is_dropped_with_a_note_and_never_asked_for():
    assert CROSSWALK["Sexual Crime"][-1] == "Registered sex offenders are no longer named."
    chapter = next(chapter for chapter in THEN.chapters() if chapter.title == "Sexual Crime")
    assert (
        "The register of offenders is never open and is not asked for here."
        in chapter.row.always_said
    )
    assert not chapter.row.maps


def test_a_figure_is_quoted_by_its_address_and_a_split_theme_quotes_none():
    quoted = {"I24-5": ("24,310 recorded", "F-5"), "I24-2": ("x", "F-2"), "I24-4": ("y", "F-4")}
    rows = {row[0].text: row for row in crosswalk.themes_table(THEN, NOW, quoted).rows}
    assert (rows["Community Crime"][4].text, rows["Community Crime"][4].finding) == (
        "24,310 recorded",
        "F-5",
    )
    assert rows["Community Tensions"][4].text == "none"


@pytest.mark.mission("M211", "M231")
def test_a_survey_without_a_sample_size_is_shown_with_what_is_missing():
    row = printed_evidence.survey_table(THEN).rows[0]
    assert [cell.text for cell in row][:3] == [
        "Your View, Office of the Police and Crime Commissioner (West Yorkshire)",
        "feels safe in own neighbourhood", "85%",
    ]  # fmt: skip
    assert [(cell.text, cell.state) for cell in row][3:5] == [("not stated", "missing")] * 2
    assert row[5].text == "none: no number of people is stated, so no change can be tested"
    words = text_of(printed_evidence.views(THEN)[0].spans)
    assert words.startswith("85%: feels safe in own neighbourhood (Your View")
    assert words.endswith(
        "How many answered is not stated, so no interval can be given and no change tested."
    )


def test_a_survey_that_states_its_size_keeps_its_interval():
    example = load_locality("example").strategies[0]
    row = printed_evidence.survey_table(example).rows[0]
    assert [cell.text for cell in row][2:] == ["61.0%", "1,104", "May 2024", "58% to 64%"]


def test_a_printed_figure_keeps_its_document_page_and_want_of_a_source():
    table = printed_evidence.figures_table(THEN)
    assert table.source == "Safer Leeds Community Safety Strategy"
    figure = rows_of(table)["total recorded crimes in Leeds"]
    assert figure == ["95,011", "crimes", "2017", "no source is printed", "2"]


def test_what_follows_from_printed_figures_is_marked_as_derived():
    rows = rows_of(printed_evidence.figures_table(THEN))
    value, *_, source, page = rows["implied recorded crimes in 2016, derived"]
    assert value.startswith("about 85,059")
    assert source == "worked out from the printed figures: 95,011 / 1.117"
    assert page == ""


@pytest.mark.mission("M076")
def test_the_issue_register_flags_an_issue_that_lacks_a_side_or_a_measure():
    rows = {row[0].text: row for row in printed_evidence.issue_register(NOW.chapters()).rows}
    assert rows["Hate Crime"][1].text == "no measure in open data"
    assert {cell.state for cell in rows["Hate Crime"][1:]} == {"missing"}
    drugs = rows["Illicit Drugs and Substance Use"]
    assert [cell.state for cell in drugs[1:]] == ["shown", "missing", "shown", "shown"]
    assert drugs[2].text == "lacking; would be filled by people in treatment"
