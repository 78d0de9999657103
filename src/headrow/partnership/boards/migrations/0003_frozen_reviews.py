"""What was frozen or signed stays: the database itself refuses to change it."""

from django.db import migrations

STAY = """
create function boards_review_stays() returns trigger language plpgsql as $$
begin
    if old.frozen_hash <> '' and (new.frozen::text, new.frozen_hash, new.sections::text)
       is distinct from (old.frozen::text, old.frozen_hash, old.sections::text) then
        raise exception 'a frozen review is not changed' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create function boards_report_stays() returns trigger language plpgsql as $$
begin
    if old.state = 'signed' then
        raise exception 'a signed report is not changed' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create function boards_is_kept() returns trigger language plpgsql as $$
begin
    raise exception 'a decision is kept as it was taken' using errcode = 'integrity_constraint_violation';
end $$;
create trigger stays before update on boards_annualreview for each row execute function boards_review_stays();
create trigger stays before update on boards_highlightreport for each row execute function boards_report_stays();
create trigger stays before update on boards_decision for each row execute function boards_is_kept();
create trigger is_kept before delete on boards_decision for each row execute function boards_is_kept();
"""


class Migration(migrations.Migration):
    """Frozen reviews, signed reports and decisions."""

    dependencies = [("boards", "0002_row_rules")]
    operations = [migrations.RunSQL(STAY, migrations.RunSQL.noop)]
