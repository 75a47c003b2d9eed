-- Where members left off: when each last read a post, and how many comments it had then. Counts change where they are, so
-- there is no other index than the key.
create table post_read (
    member_id bigint      not null references member (id) on delete cascade,
    post_id   bigint      not null references post (id) on delete cascade,
    seen_at   timestamptz not null,
    comments  integer     not null check (comments >= 0),
    primary key (member_id, post_id)
) with (fillfactor = 85);
create index post_read_post on post_read (post_id);
