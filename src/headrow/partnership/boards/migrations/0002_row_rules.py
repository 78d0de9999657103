"""The second wall: rows of a board's inside that the database itself shows to nobody else."""

from django.db import migrations

MINE = "= any ((select headrow_bodies())::uuid[])"
OF_MEETING = "(select m.body_id from boards_meeting m where m.id = meeting_id)"

# Table, who may read a row beside the clock, and who may write one.
RULES = (
    (
        "boards_paper",
        f"(not restricted and published_at is not null) or {OF_MEETING} {MINE} or author_id = headrow_member()",
        f"{OF_MEETING} {MINE} or author_id = headrow_member()",
    ),
    ("boards_agendaitem", f"not restricted or {OF_MEETING} {MINE}", f"{OF_MEETING} {MINE}"),
    ("boards_minutes", f"published_at is not null or {OF_MEETING} {MINE}", f"{OF_MEETING} {MINE}"),
    ("boards_decision", f"not restricted or body_id {MINE}", f"body_id {MINE}"),
    ("boards_risk", f"body_id {MINE}", f"body_id {MINE}"),
    ("boards_escalation", f"body_id {MINE}", f"body_id {MINE}"),
    ("boards_highlightreport", f"body_id {MINE}", f"body_id {MINE}"),
)
ONE = """
alter table {table} enable row level security;
alter table {table} force row level security;
create policy inside_read on {table} for select using ((select headrow_is_clock()) or {read});
create policy inside_added on {table} for insert with check ((select headrow_is_clock()) or {write});
create policy inside_changed on {table} for update
    using ((select headrow_is_clock()) or {read}) with check ((select headrow_is_clock()) or {write});
create policy inside_removed on {table} for delete using ((select headrow_is_clock()) or {write});
"""
ALL = "".join(ONE.format(table=table, read=read, write=write) for table, read, write in RULES)


class Migration(migrations.Migration):
    """Row rules of boards."""

    dependencies = [("boards", "0001_initial"), ("directory", "0002_who_reads")]
    operations = [migrations.RunSQL(ALL, migrations.RunSQL.noop)]
