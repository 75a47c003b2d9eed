drop index comment_author;
create index comment_author on comment (author_id, id);
drop index reaction_member;
create index reaction_member on reaction (member_id, created_at, subject_id);
drop table category_moderator;
