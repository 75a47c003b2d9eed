-- topics with an underscore that were made meanwhile stay
alter table topic drop constraint topic_name_check;
alter table topic add constraint topic_name_check check (name ~ '^[a-z0-9.-]{1,60}$') not valid;
