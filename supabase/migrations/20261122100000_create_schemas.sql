-- Three schemas, three audiences: public for signed-in people under RLS, worker for the functions'
-- service role alone, private for nobody but the database's own functions.
create extension if not exists pgcrypto with schema extensions;
create extension if not exists supabase_vault with schema vault;
create extension if not exists pg_net with schema extensions;
create extension if not exists pg_cron;

create schema private;
create schema worker;

comment on schema private is 'Helpers and secrets. No API role may read a table here; policies call its set functions.';
comment on schema worker is 'What the edge functions may do. USAGE on this schema is the gate: service_role alone has it.';

-- Nothing is reachable by default: each table and function names who may use it.
alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;
alter default privileges in schema public revoke all on functions from anon, authenticated, service_role;
alter default privileges revoke execute on functions from public;

revoke all on schema private, worker from public;
revoke usage on schema public from public;
grant usage on schema public to authenticated;
revoke usage on schema public from anon;

grant usage on schema private to authenticated;
grant usage on schema worker to service_role;
