create table follow (
    member_id   bigint      not null references member (id) on delete cascade,
    followed_id bigint      not null references member (id) on delete cascade,
    created_at  timestamptz not null default now(),
    primary key (member_id, followed_id),
    check (member_id <> followed_id)
);
create index follow_following on follow (member_id, created_at, followed_id);
create index follow_followers on follow (followed_id, created_at, member_id);
