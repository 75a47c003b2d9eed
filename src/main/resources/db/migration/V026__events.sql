-- programs have topics with an underscore, such as user_events
alter table topic drop constraint topic_name_check;
alter table topic add constraint topic_name_check check (name ~ '^[a-z0-9._-]{1,60}$');
