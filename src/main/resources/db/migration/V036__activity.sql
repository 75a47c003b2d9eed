-- The number under which the log keeps an entry, for a statement that reads the shift itself: without a function of its own to be
-- called for each entry.
create function log_xact(shift bigint) returns xid8 language sql stable
    return (pg_current_xact_id()::text::bigint + shift)::text::xid8;
