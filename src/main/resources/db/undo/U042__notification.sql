alter table notification_preference drop column by_push;
drop table push_subscription;
drop table push_key;
