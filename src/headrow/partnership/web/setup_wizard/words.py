"""Words that a partnership may have its own for, and what each means here."""

WORDS = (
    ("executive", "Executive", "The board at the top, which others answer to"),
    ("delivery board", "Delivery board", "A board that gets one part of the plan done"),
    ("place board", "Place board", "A board for one part of the area"),
    ("subgroup", "Subgroup", "A group below a board"),
    ("task and finish group", "Task and finish group", "A group that ends on a day"),
)
KINDS_OF_BOARD = (
    ("executive", "Executive"),
    ("delivery-board", "Delivery board"),
    ("place-board", "Place board"),
    ("sub-group", "Subgroup"),
    ("connected-board", "Board of another partnership"),
)
KINDS_OF_AREA = (
    ("metropolitan district", "Metropolitan district"),
    ("unitary authority", "Unitary authority"),
    ("London borough", "London borough"),
    ("non-metropolitan district", "District of a county with a county council"),
    ("Welsh principal area", "County or county borough of Wales"),
)
QUORUMS = (("1/4", "A quarter"), ("1/3", "A third"), ("1/2", "Half"), ("2/3", "Two thirds"))
