-- without what is added to the numbers of transactions, nobody who reads the log would see what is written from then on
do $$
begin
  if (select shift from log_epoch) <> 0 then
    raise exception 'This database came from another PostgreSQL cluster, and its log goes on only with this step.';
  end if;
end $$;
drop table write_probe;
alter table event alter column xact set default pg_current_xact_id();
alter table activity alter column xact set default pg_current_xact_id();
drop function log_horizon();
drop function log_xact();
drop table log_epoch;
