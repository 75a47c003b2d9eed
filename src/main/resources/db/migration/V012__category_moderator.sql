-- Members who moderate a category and what is below it, without being moderators of the whole.
create table category_moderator (
    category_id bigint      not null references category (id) on delete cascade,
    member_id   bigint      not null references member (id) on delete cascade,
    created_at  timestamptz not null default now(),
    primary key (category_id, member_id)
);
create index category_moderator_member on category_moderator (member_id);
-- what a member said, the latest first: an archive's comments do not come in the order of their times
drop index comment_author;
create index comment_author on comment (author_id, created_at, id);
-- what a member likes, the latest first, is read by kind
drop index reaction_member;
create index reaction_member on reaction (member_id, kind, created_at, subject_id);
