-- Whether a listed post has tags, whose rows repeat its counts: a like or a comment of one without looks for none.
alter table post_count add column tagged boolean not null default false;
update post_count set tagged = true where post_id in (select post_id from post_tag);
drop trigger post_tag_counts on post_count;
create trigger post_tag_counts after update of like_count, comment_count on post_count
    for each row when (old.listed_in is not null and old.tagged) execute function post_tag_counts();
-- Also where an import has PostgreSQL's own triggers, which check references, set aside.
alter table post_count enable always trigger post_tag_counts;
