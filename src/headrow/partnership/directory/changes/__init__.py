"""Everything that may change of agencies, bodies, seats, members and posts; one module a subject."""

from headrow.partnership.directory.changes.organisations import (
    add_agency,
    add_body,
    add_group_under,
    add_seat,
    choose_locality,
    end_agency,
    end_seat,
    name_agency,
    rename_agency,
    set_cycle,
    take_seat,
)
from headrow.partnership.directory.changes.people import (
    add_member,
    give_post,
    leave,
    sign_out_everywhere,
)

__all__ = [
    "add_agency",
    "add_body",
    "add_group_under",
    "add_member",
    "add_seat",
    "choose_locality",
    "end_agency",
    "end_seat",
    "give_post",
    "leave",
    "name_agency",
    "rename_agency",
    "set_cycle",
    "sign_out_everywhere",
    "take_seat",
]
