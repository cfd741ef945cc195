"""What hosts tell their users: the first findings of each rule, and how many more there are."""

from hypothesis import given
from hypothesis import strategies as st

from smo_core.model import Finding
from smo_core.tally import few


def finding(rule, page):
    return Finding(rule=rule, severity="info", message="Seen.", page=page)


def test_ten_of_each_rule_are_told_in_their_order():
    """The tenth comes with how many are left; a rule with ten or fewer has nothing left."""
    found = [finding(rule, f"{i}") for i in range(13) for rule in ("many", "few") if rule == "many" or i < 10]
    told = list(few(found))
    assert [f for f, _ in told] == found[:20]
    assert [more for _, more in told if more] == ["… and 3 more of many"]
    assert told[18][1]


@given(st.lists(st.sampled_from("abc"), max_size=60))
def test_what_is_told_and_what_is_left_are_all(rules):
    """Nothing is lost count of."""
    found = [finding(rule, f"{i}") for i, rule in enumerate(rules)]
    told = list(few(found))
    for rule in "abc":
        shown = [f for f, _ in told if f.rule == rule]
        assert shown == [f for f in found if f.rule == rule][:10]
        left = rules.count(rule) - len(shown)
        assert [more for f, more in told if f.rule == rule and more] == (
            [f"… and {left} more of {rule}"] if left else []
        )
