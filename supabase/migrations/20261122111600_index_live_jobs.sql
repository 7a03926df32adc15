-- Every page asks for its org's live jobs: a handful beside weeks of history.
create index sync_jobs_live_idx on public.sync_jobs (org_id) where status in ('queued', 'running');
