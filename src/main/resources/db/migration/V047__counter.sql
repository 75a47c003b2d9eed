-- Batches of views that were stored, so that each counts once however often an engine hands it over.
create table view_batch (
  id text primary key,
  at timestamptz not null default now()
);
create index view_batch_at on view_batch (at);
