-- what programs published is kept for a while only
create index event_at on event (at);
