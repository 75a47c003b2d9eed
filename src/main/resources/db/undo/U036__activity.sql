drop function log_xact(bigint);
