\echo Use "create extension pg_net" to load this file. \quit

-- The names, columns and signatures of pg_net 0.20. The requests are sent by supabase/local/runners/http.ts.
create schema if not exists net;

create domain net.http_method as text
  check (value ilike 'get' or value ilike 'post' or value ilike 'delete');

create unlogged table net.http_request_queue (
  id bigserial,
  method net.http_method not null,
  url text not null,
  headers jsonb,
  body bytea,
  timeout_milliseconds integer not null
);

create unlogged table net._http_response (
  id bigint,
  status_code integer,
  content_type text,
  headers jsonb,
  content text,
  timed_out boolean,
  error_msg text,
  created timestamptz not null default now()
);
create index on net._http_response (created);

create function net.wake() returns void language plpgsql as $$
begin
  notify net_http_request;
end
$$;

-- A notification is delivered when the transaction commits, which is when the real worker wakes too.
create function net._wake_on_insert() returns trigger language plpgsql as $$
begin
  notify net_http_request;
  return null;
end
$$;
create trigger wake_on_insert after insert on net.http_request_queue
  for each statement execute function net._wake_on_insert();

create function net._urlencode_string(string varchar) returns text language sql immutable strict as $$
  select coalesce(string_agg(
    case
      when part.byte between 48 and 57 or part.byte between 65 and 90 or part.byte between 97 and 122
        or part.byte in (45, 46, 95, 126) then chr(part.byte)
      else '%' || upper(lpad(to_hex(part.byte), 2, '0'))
    end, '' order by part.position), '')
  from (
    select get_byte(convert_to(string, 'UTF8'), position) as byte, position
    from generate_series(0, octet_length(convert_to(string, 'UTF8')) - 1) as position
  ) as part
$$;

create function net._encode_url_with_params_array(url text, params_array text[]) returns text
language sql immutable strict as $$
  select case
    when cardinality(params_array) = 0 then url
    else url || case when strpos(url, '?') > 0 then '&' else '?' end || array_to_string(params_array, '&')
  end
$$;

create function net._url(url text, params jsonb) returns text language sql immutable as $$
  select net._encode_url_with_params_array(url, coalesce(array_agg(
    net._urlencode_string(key) || '=' || net._urlencode_string(value)), '{}'))
  from jsonb_each_text(params)
$$;

create function net.http_get(
  url text, params jsonb default '{}'::jsonb, headers jsonb default '{}'::jsonb, timeout_milliseconds integer default 5000
) returns bigint language sql volatile strict as $$
  insert into net.http_request_queue (method, url, headers, timeout_milliseconds)
  values ('GET', net._url(url, params), headers, timeout_milliseconds)
  returning id
$$;

create function net.http_post(
  url text, body jsonb default '{}'::jsonb, params jsonb default '{}'::jsonb,
  headers jsonb default '{"Content-Type": "application/json"}'::jsonb, timeout_milliseconds integer default 5000
) returns bigint language plpgsql volatile as $$
declare
  request_id bigint;
  content_type text;
begin
  select header.value into content_type
  from jsonb_each_text(coalesce(headers, '{}'::jsonb)) as header
  where lower(header.key) = 'content-type'
  limit 1;
  if content_type is null then
    headers := coalesce(headers, '{}'::jsonb) || '{"Content-Type": "application/json"}'::jsonb;
  elsif content_type <> 'application/json' then
    raise exception 'Content-Type header must be "application/json"';
  end if;
  if body is null then
    raise exception 'body must not be null';
  end if;
  insert into net.http_request_queue (method, url, headers, body, timeout_milliseconds)
  values ('POST', net._url(url, params), headers, convert_to(body::text, 'UTF8'), timeout_milliseconds)
  returning id into request_id;
  return request_id;
end
$$;

create function net.http_delete(
  url text, params jsonb default '{}'::jsonb, headers jsonb default '{}'::jsonb,
  timeout_milliseconds integer default 5000, body jsonb default null
) returns bigint language sql volatile as $$
  insert into net.http_request_queue (method, url, headers, body, timeout_milliseconds)
  values ('DELETE', net._url(url, params), headers, convert_to(body::text, 'UTF8'), timeout_milliseconds)
  returning id
$$;

-- As the extension and the platform grant them.
grant usage on schema net to public;
grant all on all tables in schema net to public;
grant all on all sequences in schema net to public;
grant usage on schema net to postgres, anon, authenticated, service_role;
