"""Functions of the database that say who reads and what that member's posts reach, for its row rules."""

from django.db import migrations

WHO_READS = """
create function headrow_member() returns uuid language sql stable as
$$ select nullif(current_setting('headrow.member', true), '')::uuid $$;

create function headrow_is_clock() returns boolean language sql stable as
$$ select coalesce(current_setting('headrow.actor', true), '') = 'clock' $$;

create function headrow_today() returns date language sql stable as
$$ select coalesce(nullif(current_setting('headrow.today', true), '')::date,
                   (now() at time zone 'Europe/London')::date) $$;

create function headrow_posts() returns table (role text, body uuid, body_kind text)
language sql stable security definer set search_path = public, pg_temp as
$$ select p.role::text, p.body_id, b.kind::text
   from directory_post p join directory_member m on m.id = p.member_id
   left join directory_body b on b.id = p.body_id
   where m.id = headrow_member() and m.is_active and p.confirmed_at is not null
     and p.starts <= headrow_today() and p.ends >= headrow_today()
     and (p.ended_early_on is null or p.ended_early_on > headrow_today()) $$;

create function headrow_has_role(wanted text[]) returns boolean language sql stable as
$$ select exists (select from headrow_posts() where role = any(wanted)) $$;

-- The bodies whose inside a member may read: their own; all of them for Gold, the partnership officer, the analyst.
create function headrow_bodies() returns uuid[] language sql stable security definer
set search_path = public, pg_temp as
$$ select case
     when headrow_is_clock() or exists (select from headrow_posts() where role in ('PO', 'AN')
          or (role in ('BM', 'BC') and body_kind = 'executive'))
       then (select coalesce(array_agg(id), '{}') from directory_body)
     else (select coalesce(array_agg(distinct body), '{}') from headrow_posts()
           where role in ('BM', 'BC', 'DL') and body is not null)
   end $$;

-- A look is read by its own maker, by the information governance lead, and by the clock.
alter table audit_viewentry enable row level security;
create policy looks_added on audit_viewentry for insert with check (true);
create policy looks_read on audit_viewentry for select using (
    actor = (select headrow_member())::text or (select headrow_is_clock())
    or (select headrow_has_role(array['IG'])));
"""


class Migration(migrations.Migration):
    """Who reads."""

    dependencies = [("directory", "0001_initial"), ("audit", "0002_seal_entries")]
    operations = [migrations.RunSQL(WHO_READS, migrations.RunSQL.noop)]
