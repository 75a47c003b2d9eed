-- The log: one append-only row for whatever happened, written in the transaction in which it happened. Followers read
-- it in the order (xact, id), and only below the oldest transaction that still runs, so that none is skipped.
create table activity (
    id       bigint      generated always as identity,
    xact     xid8        not null default pg_current_xact_id(),
    at       timestamptz not null default now(),
    actor_id bigint,                                        -- no foreign key: the log outlives its members
    verb     text        not null check (length(verb) between 3 and 60),
    subject  text        check (length(subject) <= 80),     -- kind:id, such as post:12
    detail   jsonb       not null default '{}',
    primary key (xact, id)
);

create table follower (
    name         text        primary key,
    xact         xid8        not null default '0',
    activity_id  bigint      not null default 0,
    failures     integer     not null default 0,
    last_error   text,
    moved_at     timestamptz not null default now()
);

-- What a follower could not digest after several tries; it goes on without it.
create table parked_activity (
    follower    text        not null references follower (name) on delete cascade,
    xact        xid8        not null,
    activity_id bigint      not null,
    error       text        not null,
    parked_at   timestamptz not null default now(),
    primary key (follower, xact, activity_id)
);
