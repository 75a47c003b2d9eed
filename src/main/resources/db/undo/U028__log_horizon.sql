create or replace function log_horizon() returns xid8 language plpgsql stable as $$
begin
  return (select (pg_snapshot_xmin(pg_current_snapshot())::text::bigint + shift)::text::xid8 from log_epoch);
end $$;
