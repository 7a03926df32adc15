-- One agent's calls and figures, also those of an agent who left long ago.
create index calls_org_id_agent_extension_started_at_idx on public.calls (org_id, agent_extension, started_at desc, id desc);
