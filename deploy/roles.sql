-- The roles of Headrow on a PostgreSQL server of yours (15 to 18). Run once as its superuser:
--   psql --dbname=postgres --file=deploy/roles.sql
-- and then give each role a password with \password. See docs/tasks/run_headrow.md.

create role headrow_owner login nosuperuser nobypassrls nocreatedb nocreaterole;
create role headrow_app login nosuperuser nobypassrls nocreatedb nocreaterole;
-- Reads every row for a backup, and writes none.
create role headrow_backup login nosuperuser bypassrls nocreatedb nocreaterole;
grant pg_read_all_data to headrow_backup;

create database headrow owner headrow_owner encoding 'UTF8' template template0
    lc_collate 'C' lc_ctype 'C.UTF-8';
revoke all on database headrow from public;

\connect headrow
alter schema public owner to headrow_owner;
revoke all on schema public from public;
grant usage on schema public to headrow_app;
alter default privileges for role headrow_owner in schema public
    grant select, insert, update, delete on tables to headrow_app;
alter default privileges for role headrow_owner in schema public
    grant usage, select on sequences to headrow_app;
grant connect on database headrow to headrow_app, headrow_backup;
