-- Who is to be told of what was said in a room, once it is clear that they do not read it there.
create table message_notice (
    member_id bigint      not null references member (id) on delete cascade,
    room_id   bigint      not null references room (id) on delete cascade,
    due_at    timestamptz not null,
    primary key (member_id, room_id)
);
create index message_notice_due on message_notice (due_at);
create index message_notice_room on message_notice (room_id);

-- The last message of a room of which one is told by the row: the room is its subject.
alter table notification add column message_seq bigint;
alter table notification drop constraint notification_kind_check;
alter table notification add constraint notification_kind_check check (kind in ('comment', 'reply', 'mention', 'like', 'follow',
    'post', 'tag', 'report', 'welcome', 'warned', 'filed', 'message'));
create unique index notification_room on notification (member_id, subject_id, kind)
    where read_at is null and message_seq is not null;
