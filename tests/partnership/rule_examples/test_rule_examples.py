"""Every worked example of the rules of time and governance comes out of the rule that the product uses."""

from pathlib import Path

import pytest

from partnership.rule_examples import governance_answers, time_answers
from partnership.rule_examples.reading import Example, examples

ANSWERS = time_answers.ANSWERS | governance_answers.ANSWERS
EXAMPLES = examples()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)
def test_the_rule_gives_what_the_example_expects(example: Example):
    answered, wanted = ANSWERS[example.rule](example), example.wanted
    assert wanted
    assert {key: answered.get(key) for key in wanted} == wanted


def test_every_row_of_time_and_governance_is_here_and_every_answer_is_asked_for():
    assert len(EXAMPLES) == 62
    assert {example.rule for example in EXAMPLES} == set(ANSWERS)


def test_the_copy_says_what_the_shared_examples_say(shared_data: Path):
    shared = shared_data.parent / "domain" / "rule_examples.csv"
    theirs = [row for row in examples(shared) if row.rule.startswith(("T-", "G-"))]
    assert [(r.rule, r.given, r.when, r.expected) for r in EXAMPLES] == [
        (r.rule, r.given, r.when, r.expected) for r in theirs
    ]
