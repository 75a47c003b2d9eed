drop table write_probe;
alter table event alter column xact set default pg_current_xact_id();
alter table activity alter column xact set default pg_current_xact_id();
drop function log_horizon();
drop function log_xact();
drop table log_epoch;
