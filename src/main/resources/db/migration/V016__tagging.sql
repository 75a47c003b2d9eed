create table tag_follow (
    member_id  bigint      not null references member (id) on delete cascade,
    tag_id     bigint      not null references tag (id) on delete cascade,
    created_at timestamptz not null default now(),
    primary key (member_id, tag_id)
);
create index tag_follow_tag on tag_follow (tag_id);
