-- A picture from the moment its upload is allowed. What was sent is never kept: only the sizes made of it, under a key
-- that nobody guesses.
create table media (
    id           bigint generated always as identity primary key,
    owner_id     bigint      not null references member (id) on delete cascade,
    content_type text        not null,
    filename     text        not null,
    size         integer     not null check (size > 0),
    alt          text        not null default '',
    received_at  timestamptz,
    ready_at     timestamptz,
    key          text unique,
    format       text check (format in ('jpg', 'png')),
    width        integer,
    height       integer,
    bytes        integer     not null default 0,
    hidden       boolean     not null default false,
    unused_since timestamptz default now(),
    created_at   timestamptz not null default now(),
    check (ready_at is null or key is not null and format is not null and width > 0 and height > 0)
);
create index media_owner on media (owner_id, id);
create index media_unused on media (unused_since) where unused_since is not null;
-- Which thing shows which pictures, in which order: the references that are counted.
create table media_use (
    kind       text     not null,
    subject_id bigint   not null,
    media_id   bigint   not null references media (id) on delete cascade,
    position   smallint not null,
    hidden     boolean  not null default false,
    primary key (kind, subject_id, media_id)
);
create index media_use_media on media_use (media_id);
-- Files whose row is gone, until they are gone too.
create table media_removal (
    key text primary key,
    at  timestamptz not null default now()
);
-- Signs upload links; one row.
create table media_secret (
    one    boolean primary key default true check (one),
    secret bytea not null
);
