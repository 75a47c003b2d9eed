-- The nodes that live. A row says every few seconds that its node does, and goes when it has not for a while.
create table node (
    id         uuid primary key,
    address    text        not null,
    role       text        not null check (role in ('web', 'worker', 'both')),
    version    text        not null,
    cluster    boolean     not null,
    settings   jsonb       not null,
    started_at timestamptz not null default now(),
    last_seen  timestamptz not null default now()
);
