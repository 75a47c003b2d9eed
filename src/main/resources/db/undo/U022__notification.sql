delete from follower where name = 'notifications';
alter table mail drop column unsubscribe;
drop table notification_digest;
drop table notification_preference;
drop table notification_actor;
drop table notification;
drop sequence notification_revision;
