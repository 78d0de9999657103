"""The audit's chains broken six ways by whoever owns the database, and each found; the site's role can do nothing."""

import threading
from contextlib import contextmanager

import psycopg
import pytest

KINDS = ("changeentry", "viewentry", "chainhead")


@pytest.fixture
def chained(committed, django_site):
    """Three committed transactions on two subjects, in a database of the test's own; its owner's address."""
    from django.db import connection, transaction

    from headrow.partnership.audit import queries as audit
    from headrow.partnership.audit.changes import record, record_view
    from headrow.vocabulary.actors import THE_CLOCK

    for turn in range(3):
        with transaction.atomic():
            audit.act_as(clock=True)
            for subject in ("demo.one:1", "demo.two:2"):
                record(
                    "changed", subject=subject, by=THE_CLOCK, codes={"turn": turn}, reason="Zwaluw"
                )
            record_view("seen", subject="demo.one:1", by=THE_CLOCK)
    return django_site.url("owner", connection.settings_dict["NAME"])


@contextmanager
def as_owner(address):
    """The owner, with every trigger off: the worst that a person with the database's password can do."""
    with psycopg.connect(address, autocommit=True) as connection:
        for kind in KINDS:
            connection.execute(f"alter table audit_{kind} disable trigger user")
        yield connection


def faults(anchored=None):
    from headrow.partnership.audit import queries

    return [str(fault) for fault in queries.verify(anchored=anchored)]


def chain_of(connection, subject="demo.one:1") -> int:
    return connection.execute(
        "select chain from audit_changeentry where subject = %s limit 1", [subject]
    ).fetchone()[0]


def test_a_whole_record_holds_and_says_no_reason(chained):
    from headrow.partnership.audit.models import ChangeEntry, ViewEntry

    assert faults() == []
    assert ChangeEntry.objects.count() == 6 and ViewEntry.objects.count() == 0
    with psycopg.connect(chained) as connection:
        for kind in KINDS:
            told = connection.execute(
                f"select string_agg(t::text, ' ') from audit_{kind} t"
            ).fetchone()
            assert "Zwaluw" not in str(told), "a reason stands in the audit as a hash only"


def test_an_edited_entry_is_found(chained):
    with as_owner(chained) as owner:
        owner.execute(
            "update audit_changeentry set act = 'other' where subject = 'demo.one:1' and seq = 2"
        )
    assert any("edited after it was sealed" in fault for fault in faults())


def test_an_entry_removed_from_the_middle_is_found(chained):
    with as_owner(chained) as owner:
        owner.execute("delete from audit_changeentry where subject = 'demo.one:1' and seq = 2")
    assert any("removed or moved" in fault for fault in faults())


def test_an_inserted_entry_is_found(chained):
    with as_owner(chained) as owner:
        owner.execute(
            "insert into audit_changeentry (at, subject, act, actor, agency, codes, reason_hash, chain, seq, txn,"
            " prev, hash) select at, subject, 'slipped in', actor, agency, codes, reason_hash, chain, seq, txn,"
            " prev, hash from audit_changeentry where subject = 'demo.one:1' and seq = 2"
        )
    assert faults()


def test_entries_that_changed_places_are_found(chained):
    with as_owner(chained) as owner:
        chain = chain_of(owner)
        owner.execute(
            "update audit_changeentry set seq = -seq where chain = %s and seq in (1, 2)", [chain]
        )
        owner.execute(
            "update audit_changeentry set seq = case seq when -1 then 2 else 1 end"
            " where chain = %s and seq in (-1, -2)",
            [chain],
        )
    assert faults()


def test_a_chain_cut_at_its_end_is_found_by_its_head_and_with_the_head_by_an_anchor(chained):
    from headrow.partnership.audit import queries

    anchored = queries.heads()
    with as_owner(chained) as owner:
        chain = chain_of(owner)
        last = "seq = (select max(seq) from audit_changeentry where chain = %s)"
        owner.execute(f"delete from audit_changeentry where chain = %s and {last}", [chain, chain])
        assert any("its head says" in fault for fault in faults())
        owner.execute(
            "update audit_chainhead h set seq = e.seq, hash = e.hash from audit_changeentry e where"
            " h.kind = 'change' and h.chain = %s and e.chain = h.chain and e.seq = (select max(seq) from"
            " audit_changeentry where chain = h.chain)",
            [chain],
        )
    assert faults() == [], "cut together with its head it agrees with itself"
    assert any("was cut or written anew" in fault for fault in faults(anchored))


REWRITE = """
do $$ declare e record; sealed bytea; before bytea := ''; begin
  for e in select * from audit_changeentry where chain = {chain} order by seq loop
    sealed := sha256(convert_to(concat_ws(E'\\x1f', encode(before, 'hex'), 'change', e.chain, e.seq, e.id,
        to_char(e.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.subject, e.act, e.actor, e.agency,
        e.codes::text, e.reason_hash), 'utf8'));
    update audit_changeentry set prev = before, hash = sealed where id = e.id;
    before := sealed;
  end loop;
  update audit_chainhead set hash = before where kind = 'change' and chain = {chain};
end $$
"""


def test_a_chain_written_anew_whole_is_found_by_an_anchor(chained):
    from headrow.partnership.audit import queries

    anchored = queries.heads()
    with as_owner(chained) as owner:
        chain = chain_of(owner)
        owner.execute(
            "update audit_changeentry set actor = 'somebody else' where chain = %s and seq = 1",
            [chain],
        )
        assert faults()
        owner.execute(REWRITE.format(chain=chain))
    assert faults() == [], "with every hash made again it agrees with itself"
    assert any("was cut or written anew" in fault for fault in faults(anchored))


@pytest.mark.parametrize(
    "attempt",
    [
        "update audit_changeentry set act = 'x'",
        "delete from audit_changeentry",
        "truncate audit_changeentry",
        "update audit_chainhead set seq = 0",
        "delete from audit_viewentry",
        "alter table audit_changeentry disable trigger user",
        "drop trigger seal_entry on audit_changeentry",
        "alter function audit_seal_entries() owner to headrow_app",
    ],
)
def test_the_sites_own_role_cannot(chained, committed, attempt):
    with psycopg.connect(committed) as site, pytest.raises(psycopg.errors.InsufficientPrivilege):
        site.execute(attempt)


def test_many_at_once_are_sealed_without_waiting_for_each_other_in_a_ring(chained):
    from django.db import connection, transaction

    from headrow.partnership.audit import queries
    from headrow.partnership.audit.changes import record
    from headrow.vocabulary.actors import THE_CLOCK

    wrong = []

    def work(number):
        try:
            for turn in range(10):
                with transaction.atomic():
                    order = range(6) if number % 2 else reversed(range(6))
                    for subject in order:
                        record(
                            "changed", subject=f"demo:{subject}", by=THE_CLOCK, codes={"turn": turn}
                        )
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert faults() == []
    assert (
        sum(head["seq"] for head in queries.heads() if head["kind"] == "change") == 6 + 8 * 10 * 6
    )
