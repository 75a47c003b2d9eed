-- Handles of members who have left, as SHA-256: nobody else gets one, because texts still mention it.
create table former_handle (
    hash    bytea       primary key,
    left_at timestamptz not null default now()
);

-- What had been deleted by members who have left goes with them.
update post_version v set title = '-', body = '', tags = '{}'
from post p join member m on m.id = p.author_id
where v.post_id = p.id and p.status = 'hidden' and m.withdrawn_at is not null;

update post p set item_id = null, rating = null
from member m
where m.id = p.author_id and p.status = 'hidden' and m.withdrawn_at is not null;

update comment_version v set body = '-'
from comment c join member m on m.id = c.author_id
where v.comment_id = c.id and c.removed_at is not null and m.withdrawn_at is not null;
