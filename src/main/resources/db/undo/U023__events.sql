drop index event_at;
