"""The database seals entries at commit, and the site's role may only add and read them."""

from django.db import migrations

SEAL = """
create function audit_begin_entry() returns trigger language plpgsql as $$
begin
    new.at := clock_timestamp();
    new.chain := (('x' || substr(md5(new.subject), 1, 4))::bit(16)::int) % 16;
    new.seq := null; new.prev := null; new.hash := null;
    new.txn := pg_current_xact_id()::text::bigint;
    return new;
end $$;

-- At commit, all entries of the transaction at once and in the order of their chains: two transactions
-- therefore take the heads in one order and never wait for each other in a ring.
create function audit_seal_entries() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
declare
    e record; head record; sealed bytea; kind_of text := tg_argv[0];
begin
    for e in execute format(
        'select * from %%I where txn = pg_current_xact_id()::text::bigint and seq is null order by chain, id', tg_table_name)
    loop
        select * into head from audit_chainhead where kind = kind_of and chain = e.chain for update;
        sealed := sha256(convert_to(concat_ws(E'\\x1f', encode(head.hash, 'hex'), kind_of, e.chain,
            head.seq + 1, e.id, to_char(e.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
            e.subject, e.act, e.actor, e.agency, e.codes::text, e.reason_hash), 'utf8'));
        execute format('update %%I set seq = $1, prev = $2, hash = $3 where id = $4', tg_table_name)
            using head.seq + 1, head.hash, sealed, e.id;
        update audit_chainhead set seq = head.seq + 1, hash = sealed where id = head.id;
    end loop;
    return null;
end $$;

create trigger begin_entry before insert on audit_changeentry for each row execute function audit_begin_entry();
create trigger begin_entry before insert on audit_viewentry for each row execute function audit_begin_entry();
create constraint trigger seal_entry after insert on audit_changeentry deferrable initially deferred
    for each row execute function audit_seal_entries('change');
create constraint trigger seal_entry after insert on audit_viewentry deferrable initially deferred
    for each row execute function audit_seal_entries('view');
create index audit_unsealed_changes on audit_changeentry (txn) where seq is null;
create index audit_unsealed_views on audit_viewentry (txn) where seq is null;

insert into audit_chainhead (kind, chain, seq, hash)
    select kind, chain, 0, ''::bytea from unnest(array['change', 'view']) kind, generate_series(0, 15) chain;

do $$ begin
    if exists (select from pg_roles where rolname = 'headrow_app') then
        revoke all on audit_changeentry, audit_viewentry, audit_chainhead from headrow_app;
        grant select, insert on audit_changeentry, audit_viewentry to headrow_app;
        grant select on audit_chainhead to headrow_app;
    end if;
end $$;
"""


class Migration(migrations.Migration):
    """Sealing, and what the site may not do."""

    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(SEAL.replace("%%", "%"), migrations.RunSQL.noop)]
