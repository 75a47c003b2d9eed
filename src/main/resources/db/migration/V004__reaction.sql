-- Who liked what. The subject is of another module (post:12), so it has no foreign key; subjects are never deleted, only
-- hidden, and what a member liked goes with the member.
create table reaction (
    kind       text        not null check (kind in ('post', 'comment')),
    subject_id bigint      not null,
    member_id  bigint      not null references member (id) on delete cascade,
    created_at timestamptz not null default now(),
    primary key (kind, subject_id, member_id)
);
create index reaction_member on reaction (member_id, created_at, subject_id);
