drop trigger post_tag_counts on post_count;
create trigger post_tag_counts after update of like_count, comment_count on post_count
    for each row when (old.listed_in is not null) execute function post_tag_counts();
alter table post_count enable always trigger post_tag_counts;
alter table post_count drop column tagged;
