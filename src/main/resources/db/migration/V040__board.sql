-- The latest comment of a post, which its row in a list shows. It has no foreign key: whoever reads it joins the comment.
alter table post_count add column last_comment_id bigint;
update post_count c set last_comment_id = k.id
from (select post_id, max(id) as id from comment where state = 'listed' group by post_id) k where k.post_id = c.post_id;

-- since is when the visit before this one ended.
create table visit (
    member_id bigint      primary key references member (id) on delete cascade,
    since     timestamptz not null default now(),
    seen_at   timestamptz not null default now()
) with (fillfactor = 70);

create table board_visit (
    member_id   bigint      not null references member (id) on delete cascade,
    category_id bigint      not null references category (id) on delete cascade,
    seen_at     timestamptz,
    muted       boolean     not null default false,
    primary key (member_id, category_id)
) with (fillfactor = 70);
create index board_visit_category on board_visit (category_id);
