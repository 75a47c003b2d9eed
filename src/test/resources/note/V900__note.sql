create table note (
    id         bigint      generated always as identity primary key,
    author_id  bigint      not null references member (id) on delete cascade,
    body       text        not null,
    like_count integer     not null default 0,
    state      text        not null,
    taken_by   text,
    listed_at  timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
