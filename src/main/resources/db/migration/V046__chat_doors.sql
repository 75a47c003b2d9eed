-- Who brought somebody into a room, and what their next message there shows as a card: what they ask about.
alter table room_member add column invited_by bigint references member (id);
alter table room_member add column next_about text check (length(next_about) <= 80);

-- Whom an owner removed from a room: they come back when an owner invites them.
create table room_removal (
    room_id    bigint      not null references room (id) on delete cascade,
    member_id  bigint      not null references member (id),
    created_at timestamptz not null default now(),
    primary key (room_id, member_id)
);
create index room_removal_member on room_removal (member_id);

-- The open room to which a board points.
create table board_room (
    category_id bigint primary key references category (id) on delete cascade,
    room_id     bigint not null references room (id) on delete cascade
);
