-- Runs at every start, before anything is written. Where the log names transactions that this cluster has not had yet, the
-- database came from another one: what is written from now on is counted from behind them, or no consumer would see it.
do $$
begin
  perform 1 from log_epoch for update;
  update log_epoch e
  set shift = log.furthest + 1 - pg_snapshot_xmin(pg_current_snapshot())::text::bigint, began_at = now()
  from (select greatest((select xact from activity order by xact desc, id desc limit 1),
                        (select xact from log_consumer order by xact desc limit 1))::text::bigint as furthest) log
  where log.furthest >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint + e.shift;
  if found then
    raise warning 'The database came from another PostgreSQL cluster, whose transactions had higher numbers. The log goes on behind them.';
  end if;
end $$;
