-- Only transactions of this database, of its clients, can write to its log: those of its neighbours hold nobody back.
-- pg_stat_activity shows which transactions run at this moment. The number up to which all have begun is taken first; what
-- has ended between that and this moment is visible to the next statement, which therefore is the one that reads the log.
create or replace function log_horizon() returns xid8 language plpgsql stable as $$
declare
  begun  constant bigint := pg_snapshot_xmax(pg_current_snapshot())::text::bigint;
  oldest bigint;
begin
  perform pg_stat_clear_snapshot();
  -- pg_stat_activity has the lower 32 bits of a number that is near the other
  select min(begun + ((backend_xid::text::bigint - begun) & 4294967295) - case
               when ((backend_xid::text::bigint - begun) & 4294967295) >= 2147483648 then 4294967296 else 0 end)
  into oldest
  from pg_stat_activity
  where datname = current_database() and backend_type = 'client backend' and backend_xid is not null;
  return (select (least(begun, coalesce(oldest, begun)) + shift)::text::xid8 from log_epoch);
end $$;
