-- What a board is for: in one of questions, a list says of each post whether somebody has answered.
alter table category add column kind text not null default 'discussion' check (kind in ('discussion', 'questions'));
