delete from notification where message_seq is not null;
delete from notification_preference where kind = 'message';
drop index notification_room;
alter table notification drop constraint notification_kind_check;
alter table notification add constraint notification_kind_check check (kind in ('comment', 'reply', 'mention', 'like', 'follow',
    'post', 'tag', 'report', 'welcome', 'warned', 'filed'));
alter table notification drop column message_seq;
drop table message_notice;
