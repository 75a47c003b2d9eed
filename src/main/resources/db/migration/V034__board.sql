-- The most liked and the most discussed posts of a tag, an author and an item come from indexes in their order, as those of a
-- category do. author_id and item_id repeat those of the post while it is listed.
alter table post_count add column author_id bigint, add column item_id bigint;
update post_count c set author_id = p.author_id, item_id = p.item_id from post p where p.id = c.post_id and c.listed_in is not null;
alter table post_count add check (listed_in is null or author_id is not null);
create index post_count_author_popular on post_count (author_id, like_count, post_id) where listed_in is not null;
create index post_count_author_discussed on post_count (author_id, comment_count, post_id) where listed_in is not null;
create index post_count_item_popular on post_count (item_id, like_count, post_id)
    where listed_in is not null and item_id is not null;
create index post_count_item_discussed on post_count (item_id, comment_count, post_id)
    where listed_in is not null and item_id is not null;

alter table post_tag
    add column like_count    integer not null default 0 check (like_count >= 0),
    add column comment_count integer not null default 0 check (comment_count >= 0);
update post_tag t set like_count = c.like_count, comment_count = c.comment_count
from post_count c where c.post_id = t.post_id and (c.like_count > 0 or c.comment_count > 0);
create index post_tag_popular on post_tag (tag_id, like_count, post_id);
create index post_tag_discussed on post_tag (tag_id, comment_count, post_id);

-- A trigger, because it sees the tags as they are once it has its turn at the count: a statement that waited for the edit of a
-- post would still see those from before.
create function post_tag_counts() returns trigger language plpgsql as $$ begin
    update post_tag set like_count = new.like_count, comment_count = new.comment_count where post_id = new.post_id;
    return null;
end $$;
create trigger post_tag_counts after update of like_count, comment_count on post_count
    for each row when (old.listed_in is not null) execute function post_tag_counts();
-- Also where an import has PostgreSQL's own triggers, which check references, set aside.
alter table post_count enable always trigger post_tag_counts;
