-- One life of content: draft, listed, held for review, hidden, removed for good; when it was listed for the first time; who
-- took it away. Until here a post said so by status and hidden_at, a comment by removed_at and removed_as, a product by
-- hidden_by and the log.

alter table post
    add column state     text not null default 'listed' check (state in ('draft', 'listed', 'held', 'hidden', 'removed')),
    add column listed_at timestamptz,
    add column taken_by  text check (taken_by in ('author', 'moderator', 'review'));

update post p
set state = case when p.status = 'published' then 'listed'
                 when p.status = 'draft' then 'draft'
                 when held.is_held or p.hidden_at = p.created_at then 'held' else 'hidden' end,
    listed_at = case when p.status = 'draft' or p.hidden_at = p.created_at then null else p.created_at end,
    taken_by = case when p.status <> 'hidden' then null
                    when held.is_held or p.hidden_at = p.created_at then 'review'
                    when (select a.actor_id from activity a where a.subject = 'post:' || p.id and a.verb = 'post.hidden'
                          order by a.xact desc, a.id desc limit 1) = p.author_id then 'author' else 'moderator' end
from (select q.id, exists (select 1 from report_case c
                           where c.kind = 'post' and c.subject_id = q.id and c.held and c.decided_at is null) as is_held
      from post q) held
where held.id = p.id;

drop index post_latest, post_pinned, post_author, post_unpublished;
alter table post drop column hidden_at;
alter table post drop column status;
alter table post add check ((taken_by is null) = (state in ('draft', 'listed'))),
    add check (state <> 'listed' or listed_at is not null), alter column listed_at set default now();
create index post_latest on post (category_id, created_at, id) where state = 'listed';
create index post_pinned on post (category_id, created_at, id) where state = 'listed' and pinned;
create index post_author on post (author_id, created_at, id) where state = 'listed';
create index post_unpublished on post (author_id, id) where state <> 'listed';

alter table comment
    add column state     text not null default 'listed' check (state in ('draft', 'listed', 'held', 'hidden', 'removed')),
    add column listed_at timestamptz,
    add column taken_by  text check (taken_by in ('author', 'moderator', 'review'));

update comment
set state = case removed_as when 'author' then 'removed' when 'moderator' then 'hidden' when 'review' then 'held' else 'listed' end,
    listed_at = case when removed_as = 'review' and removed_at = created_at then null else created_at end,
    taken_by = removed_as;

drop index comment_shown;
alter table comment drop column removed_as;
alter table comment drop column removed_at;
alter table comment add check ((taken_by is null) = (state in ('draft', 'listed'))),
    add check (state <> 'listed' or listed_at is not null), alter column listed_at set default now();
create index comment_shown on comment (post_id, path) where state = 'listed';

alter table product
    add column state     text not null default 'listed' check (state in ('draft', 'listed', 'held', 'hidden', 'removed')),
    add column listed_at timestamptz,
    add column taken_by  text check (taken_by in ('author', 'moderator', 'review'));

update product p
set state = case when p.hidden_by is null then 'listed' when held.is_held then 'held' else 'hidden' end,
    listed_at = case when p.hidden_by is null or not held.only_held then p.created_at end,
    taken_by = case when p.hidden_by = 'seller' then 'author' when held.is_held then 'review' else p.hidden_by end
from (select q.id,
             q.hidden_by = 'moderator' and exists (
               select 1 from report_case c
               where c.kind = 'product' and c.subject_id = q.id and c.held and c.decided_at is null) as is_held,
             (select coalesce(bool_or(a.verb = 'product.held') and not bool_or(a.verb <> 'product.held'), false) from activity a
              where a.subject = 'product:' || q.id
                and a.verb in ('product.held', 'product.listed', 'product.restored')) as only_held
      from product q) held
where held.id = p.id;

drop index product_latest, product_price, product_seller;
alter table product drop column status;
alter table product drop column hidden_by;
alter table product add column status text not null
    generated always as (case when state = 'listed' then offered else 'hidden' end) stored;
alter table product add check ((taken_by is null) = (state in ('draft', 'listed'))),
    add check (state <> 'listed' or listed_at is not null), alter column listed_at set default now();
create index product_latest on product (status, created_at, id);
create index product_price on product (status, currency, price, id);
create index product_seller on product (seller_id, status, created_at, id);
