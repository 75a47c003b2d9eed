drop table board_visit;
drop table visit;
alter table post_count drop column last_comment_id;
