-- The log has the order of transactions, whose numbers begin anew when a database is restored into another cluster. What is
-- added to them grows then (afterMigrate.sql), so that the log goes on behind everything that is in it.
create table log_epoch (
    one      boolean     primary key default true check (one),
    shift    bigint      not null default 0,
    began_at timestamptz not null default now()
);
insert into log_epoch default values;

-- The number under which the log keeps what is written now.
create function log_xact() returns xid8 language plpgsql stable as $$
begin
  return (select (pg_current_xact_id()::text::bigint + shift)::text::xid8 from log_epoch);
end $$;

-- The number below which nothing can be written any more.
create function log_horizon() returns xid8 language plpgsql stable as $$
begin
  return (select (pg_snapshot_xmin(pg_current_snapshot())::text::bigint + shift)::text::xid8 from log_epoch);
end $$;

alter table activity alter column xact set default log_xact();
alter table event alter column xact set default log_xact();

-- one row that is written to find out whether the database takes writes
create table write_probe (
    one boolean     primary key default true check (one),
    at  timestamptz not null default now()
);
insert into write_probe default values;
