alter table product add column hidden_by text check (hidden_by in ('seller', 'moderator'));
update product set hidden_by = case taken_by when 'author' then 'seller' when 'moderator' then 'moderator' when 'review' then 'moderator' end;
drop index product_latest, product_price, product_seller;
alter table product drop column status;
alter table product add column status text not null
    generated always as (case when hidden_by is null then offered else 'hidden' end) stored;
alter table product drop column state, drop column listed_at, drop column taken_by;
create index product_latest on product (status, created_at, id);
create index product_price on product (status, currency, price, id);
create index product_seller on product (seller_id, status, created_at, id);

alter table comment add column removed_at timestamptz,
    add column removed_as text check (removed_as in ('author', 'moderator', 'review'));
update comment set removed_at = case when listed_at is null then created_at else updated_at end, removed_as = taken_by
where state <> 'listed';
drop index comment_shown;
alter table comment drop column state, drop column listed_at, drop column taken_by;
create index comment_shown on comment (post_id, path) where removed_at is null;
alter table comment add check ((removed_at is null) = (removed_as is null));

alter table post add column status text not null default 'published' check (status in ('draft', 'published', 'hidden')),
    add column hidden_at timestamptz;
update post
set status = case state when 'listed' then 'published' when 'draft' then 'draft' else 'hidden' end,
    hidden_at = case when state in ('held', 'hidden', 'removed')
                     then case when listed_at is null then created_at else greatest(updated_at, created_at + interval '1 microsecond') end end;
drop index post_latest, post_pinned, post_author, post_unpublished;
alter table post drop column state, drop column listed_at, drop column taken_by;
alter table post add check ((status = 'hidden') = (hidden_at is not null));
create index post_latest on post (category_id, created_at, id) where status = 'published';
create index post_pinned on post (category_id, created_at, id) where status = 'published' and pinned;
create index post_author on post (author_id, created_at, id) where status = 'published';
create index post_unpublished on post (author_id, id) where status <> 'published';
