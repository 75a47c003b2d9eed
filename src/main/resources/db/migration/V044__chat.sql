-- A room, and how far it is: the row that each message of it locks, so that its messages are in one order without a hole.
create table room (
    id           bigint      generated always as identity primary key,
    kind         text        not null check (kind in ('direct', 'group', 'open')),
    name         text        not null default '' check (length(name) <= 60),
    description  text        not null default '' check (length(description) <= 1000),
    about        text        check (length(about) <= 80),       -- what it began with, such as product:12
    state        text        not null default 'open' check (state in ('open', 'waiting', 'refused', 'closed')),
    slow_seconds integer     not null default 0 check (slow_seconds between 0 and 3600),
    low_id       bigint      references member (id),            -- the two of a direct room
    high_id      bigint      references member (id),
    member_count integer     not null default 0,
    last_seq     bigint      not null default 0,
    last_at      timestamptz not null default now(),
    created_at   timestamptz not null default now(),
    check ((kind = 'direct') = (low_id is not null) and (kind = 'direct') = (high_id is not null) and low_id < high_id)
) with (fillfactor = 70);
create unique index room_pair on room (low_id, high_id) where kind = 'direct';
create index room_open on room (member_count desc, id desc) where kind = 'open' and state = 'open';

-- Who is in a room, and up to where they have read it. What is not after from_seq they are not shown.
create table room_member (
    room_id   bigint      not null references room (id) on delete cascade,
    member_id bigint      not null references member (id),
    state     text        not null default 'joined' check (state in ('joined', 'asked')),
    role      text        not null default 'member' check (role in ('owner', 'member')),
    muted     boolean     not null default false,
    from_seq  bigint      not null default 0,
    read_seq  bigint      not null default 0,
    joined_at timestamptz not null default now(),
    primary key (room_id, member_id)
) with (fillfactor = 70);
create index room_member_rooms on room_member (member_id);

-- client_id is the sender's own: the same one is never stored twice.
create table message (
    id         bigint      generated always as identity primary key,
    room_id    bigint      not null references room (id) on delete cascade,
    seq        bigint      not null,
    author_id  bigint      not null references member (id),
    client_id  text        not null check (length(client_id) between 1 and 64),
    body       text        not null check (length(body) <= 4000),
    reply_to   bigint,                                          -- a seq of the same room
    about      text        check (length(about) <= 80),
    mentioned  bigint[]    not null default '{}',               -- the members of the room whom it names
    state      text        not null default 'listed' check (state in ('listed', 'held', 'hidden', 'removed')),
    taken_by   text        check (taken_by in ('author', 'moderator', 'review')),
    version    integer     not null default 1,
    created_at timestamptz not null default now(),
    edited_at  timestamptz,
    unique (room_id, seq)
);
create unique index message_client on message (author_id, client_id);
create index message_mention on message (room_id, seq) where mentioned <> '{}';

-- From whom a member takes a first message; who has not said anything takes it from everybody.
create table message_preference (
    member_id bigint primary key references member (id) on delete cascade,
    takes_from text  not null check (takes_from in ('everybody', 'followed', 'nobody'))
);
