drop trigger post_tag_counts on post_count;
drop function post_tag_counts();
drop index post_tag_popular, post_tag_discussed;
alter table post_tag drop column like_count, drop column comment_count;
drop index post_count_author_popular, post_count_author_discussed, post_count_item_popular, post_count_item_discussed;
alter table post_count drop column author_id, drop column item_id;
