-- Invitations: the token is shown once and kept as a hash, works once, and only for the invited, confirmed address.
begin;
set local client_min_messages = error;
create extension if not exists pgtap with schema extensions;
set local search_path = extensions;
select no_plan();

create function pg_temp.id(name text) returns uuid language sql immutable as $$ select md5('a test''s ' || name)::uuid; $$;
grant execute on function pg_temp.id(text) to public;

-- Runs a statement as a signed-in person: the rows it touched, or the code of its refusal.
create function pg_temp.attempt(person text, statement text) returns text language plpgsql as $$
declare
  touched bigint;
  owner constant text := current_user;
begin
  perform
    set_config('request.jwt.claims', jsonb_build_object('sub', pg_temp.id(person), 'role', 'authenticated', 'aal', 'aal1')::text, true),
    set_config('role', 'authenticated', true);
  execute statement;
  get diagnostics touched = row_count;
  perform set_config('request.jwt.claims', '', true), set_config('role', owner, true);
  return touched;
exception when others then
  return sqlstate;
end;
$$;

insert into auth.users (id, email, email_confirmed_at) values
  (pg_temp.id('owner'), 'owner@invitations.test', now()), (pg_temp.id('admin'), 'admin@invitations.test', now()),
  (pg_temp.id('invited'), 'Invited@Invitations.test', now()), (pg_temp.id('thief'), 'thief@invitations.test', now()),
  (pg_temp.id('unconfirmed'), 'unconfirmed@invitations.test', null);
insert into public.organizations (id, name, slug) values (pg_temp.id('org'), 'Org', pg_temp.id('org')::text);
insert into public.memberships (org_id, user_id, role) values
  (pg_temp.id('org'), pg_temp.id('owner'), 'owner'), (pg_temp.id('org'), pg_temp.id('admin'), 'admin');
create temp table answers (name text primary key, answer jsonb);
grant insert on answers to authenticated;
create function pg_temp.token(name text) returns text language sql as $$ select a.answer ->> 'token' from answers a where a.name = token.name; $$;
create function pg_temp.invitation(email text) returns public.invitations language sql as $$
  select i from public.invitations i where i.org_id = pg_temp.id('org') and i.email = invitation.email order by i.revoked_at nulls first limit 1;
$$;
create function pg_temp.invite(person text, name text, email text, role text) returns text language sql as $$
  select pg_temp.attempt(person, format('insert into answers select %L, public.invite_person(pg_temp.id(''org''), %L, %L)', name, email, role));
$$;
create function pg_temp.accept(person text, token text) returns text language sql as $$
  select pg_temp.attempt(person, format('select * from public.accept_invitation(%L)', token));
$$;

select is(pg_temp.invite('admin', 'first', ' Invited@invitations.test ', 'manager'), '1', 'an admin invites a manager');
select is(pg_temp.invite('admin', 'equal', 'equal@invitations.test', 'admin'), 'PT403', 'but not another admin');
select is(pg_temp.invite('admin', 'above', 'above@invitations.test', 'owner'), 'PT403', 'nor an owner');
select is(pg_temp.invite('owner', 'peer', 'peer@invitations.test', 'owner'), '1', 'an owner may');
select is(pg_temp.invite('owner', 'again', 'invited@invitations.test', 'agent'), 'PT409', 'an address is invited once at a time');
select is(pg_temp.invite('owner', 'member', 'ADMIN@invitations.test', 'agent'), 'PT409', 'a member isn''t invited');
select is(pg_temp.invite('owner', 'junk', 'not an address', 'agent'), '22023', 'what is no address is refused');
select is(pg_temp.invite('owner', 'nobody', null, 'agent'), '22023', 'so is none');
select is(pg_temp.invite('owner', 'no role', 'norole@invitations.test', null), '22023', 'so is an invitation as nothing');
select is(pg_temp.attempt('admin', format('select public.revoke_invitation(%L)', (pg_temp.invitation('peer@invitations.test')).id)), 'PT403',
  'an admin can''t take an owner''s invitation back');

select is(length(pg_temp.token('first')), 43, 'a token has 256 bits');
select is((select count(*) from private.invitation_tokens t where t.token_hash = extensions.digest(pg_temp.token('first'), 'sha256')), 1::bigint,
  'its hash is kept');
select is((select count(*) from private.invitation_tokens t where encode(t.token_hash, 'escape') like '%' || pg_temp.token('first') || '%'), 0::bigint,
  'and the token is not');
select is((select answer -> 'invitation' ? 'token_hash' from answers where name = 'first'), false, 'nor does the answer hold the hash');

select is(pg_temp.accept('thief', pg_temp.token('first')), 'PT404', 'a stolen token is worth nothing to another address');
select is(pg_temp.accept('invited', 'guess'), 'PT404', 'a guess is worth nothing');
select is(pg_temp.accept('invited', null), 'PT404', 'nor is no token');
select is((select count(*) from public.memberships m where m.org_id = pg_temp.id('org')), 2::bigint, 'none of them became a member');

select is(pg_temp.attempt('admin', format('insert into answers select ''second'', public.resend_invitation(%L)', (pg_temp.invitation('invited@invitations.test')).id)), '1',
  'an invitation can be sent again');
select is(pg_temp.accept('invited', pg_temp.token('first')), 'PT404', 'then the first token is void');
update public.invitations set expires_at = now() where org_id = pg_temp.id('org');
select is(pg_temp.accept('invited', pg_temp.token('second')), 'PT404', 'an expired invitation is void');
select is(pg_temp.invite('admin', 'third', 'invited@invitations.test', 'agent'), '1', 'and makes room for a new one');
select is(pg_temp.accept('invited', pg_temp.token('second')), 'PT404', 'the expired one stays void');
select is(pg_temp.accept('invited', pg_temp.token('third')), '1', 'the invited person joins, however their address is spelled');
select is((select m.role from public.memberships m where m.org_id = pg_temp.id('org') and m.user_id = pg_temp.id('invited')), 'agent', 'with the invited role');
select is(pg_temp.accept('invited', pg_temp.token('third')), 'PT404', 'a token works once');
select is((select count(*) from private.invitation_tokens t where t.token_hash = extensions.digest(pg_temp.token('third'), 'sha256')), 0::bigint,
  'and is forgotten');

select is(pg_temp.invite('owner', 'unconfirmed', 'unconfirmed@invitations.test', 'agent'), '1', 'someone is invited');
select is(pg_temp.accept('unconfirmed', pg_temp.token('unconfirmed')), 'PT404', 'who has not confirmed the address: they can''t join');
select is(pg_temp.attempt('owner', format('select public.revoke_invitation(%L)', (pg_temp.invitation('unconfirmed@invitations.test')).id)), '1', 'an invitation is taken back');
update auth.users set email_confirmed_at = now() where id = pg_temp.id('unconfirmed');
select is(pg_temp.accept('unconfirmed', pg_temp.token('unconfirmed')), 'PT404', 'then its token is void');
select is(pg_temp.attempt('owner', format('select public.revoke_invitation(%L)', (pg_temp.invitation('unconfirmed@invitations.test')).id)), 'PT409', 'and it is over');
select throws_ok($$ insert into public.invitations (org_id, email, role, accepted_at, revoked_at) values (pg_temp.id('org'), 'a@b.test', 'agent', now(), now()) $$,
  '23514', null, 'no invitation is both accepted and revoked');

-- An invitation is worth what its sender may still give
insert into auth.users (id, email, email_confirmed_at) values (pg_temp.id('late'), 'late@invitations.test', now());
create function pg_temp.joins_after(change text) returns text language plpgsql as $$
declare
  outcome text;
begin
  execute change;
  outcome := pg_temp.accept('late', pg_temp.token('late'));
  raise exception 'undo' using errcode = 'UNDO0';
exception when sqlstate 'UNDO0' then
  return outcome;
end;
$$;
select is(pg_temp.invite('admin', 'late', 'late@invitations.test', 'manager'), '1', 'an admin invites a manager once more');
select is(pg_temp.joins_after('select 1'), '1', 'who can join');
select is(pg_temp.joins_after($$ update public.memberships set role = 'manager' where user_id = pg_temp.id('admin') $$), 'PT404',
  'not when the admin was demoted meanwhile');
select is(pg_temp.joins_after($$ delete from public.memberships where user_id = pg_temp.id('admin') $$), 'PT404', 'nor when they were removed');
select is(pg_temp.joins_after($$ update public.invitations set role = 'admin' where email = 'late@invitations.test' $$), 'PT404',
  'nor to a role that they could not give');
select is(pg_temp.joins_after($$ update public.memberships set role = 'agent' where user_id = pg_temp.id('admin');
  insert into private.platform_admins (user_id) values (pg_temp.id('admin')) $$), '1', 'an operator may always give it');
select is(pg_temp.joins_after($$ update public.memberships set role = 'agent' where user_id = pg_temp.id('admin');
  update public.invitations set created_by = pg_temp.id('owner') where email = 'late@invitations.test' $$), '1', 'and so may an owner who took it over');

insert into public.organizations (id, name, slug) values (pg_temp.id('other org'), 'Other', pg_temp.id('other org')::text);
insert into public.memberships (org_id, user_id, role) values (pg_temp.id('other org'), pg_temp.id('admin'), 'owner');
select is(pg_temp.joins_after($$ delete from public.memberships where user_id = pg_temp.id('admin') and org_id = pg_temp.id('org') $$), 'PT404',
  'what its sender is in another org is of no help');

-- A password that was chosen before its address was proven is not carried into an org
insert into auth.users (id, email, encrypted_password, email_confirmed_at) values
  (pg_temp.id('squatter'), 'Squatted@invitations.test', 'hash', null), (pg_temp.id('neighbour'), 'neighbour@invitations.test', 'hash', null);
select is(pg_temp.invite('owner', 'squatted', 'squatted@invitations.test', 'agent'), '1', 'someone signed up with an address that is then invited');
select is((select encrypted_password from auth.users where id = pg_temp.id('squatter')), null, 'the password they chose is forgotten');
select is((select encrypted_password from auth.users where id = pg_temp.id('neighbour')), 'hash', 'nobody else''s');
update auth.users set encrypted_password = 'hash', email_confirmed_at = now() where id = pg_temp.id('squatter');
select is(pg_temp.attempt('owner', format('select public.resend_invitation(%L)', (pg_temp.invitation('squatted@invitations.test')).id)), '1', 'one that is proven');
select is((select encrypted_password from auth.users where id = pg_temp.id('squatter')), 'hash', 'stays');

-- The refusals themselves, without a session
select throws_ok($$ select private.accept_invitation('token') $$, '42501', 'Sign in to accept the invitation.', 'an invitation is accepted by a person');
select throws_ok($$ select private.open_invitation(gen_random_uuid()) $$, 'PT404', 'There is no such invitation.', 'an invitation that isn''t can''t be managed');

-- Too often
update private.rate_limit_rules set per_person = 3 where action = 'invite';
delete from private.rate_limits where action = 'invite';
select is(pg_temp.invite('admin', 'one', 'one@invitations.test', 'agent'), '1', 'inviting is limited: one');
select is(pg_temp.invite('admin', 'two', 'two@invitations.test', 'agent'), '1', 'two');
select is(pg_temp.invite('admin', 'three', 'three@invitations.test', 'agent'), '1', 'three');
select is(pg_temp.invite('admin', 'four', 'four@invitations.test', 'agent'), 'PT429', 'and no more');
update private.rate_limit_rules set per_org = 4 where action = 'invite';
select is(pg_temp.invite('owner', 'four', 'four@invitations.test', 'agent'), '1', 'another person may, ');
select is(pg_temp.invite('owner', 'five', 'five@invitations.test', 'agent'), 'PT429', 'until the org has had its share');

select * from finish();
rollback;
