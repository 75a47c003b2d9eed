-- The catalogue proper: what else is known of an item, its counts, duplicates that were merged, and the reading log.

-- What is looked for in an item: its title and creators, each on a line, composed, small, without white space, so that
-- 수레바퀴아래서 finds 수레바퀴 아래서. The same function prepares what somebody types.
create function item_sought(title text, creators text[]) returns text immutable parallel safe language sql as $$
    select lower(regexp_replace(normalize(title || chr(10) || array_to_string(creators, chr(10)), NFKC), '[ \t\r\f\v]+', '', 'g'))
$$;

-- Every one and two neighbouring characters of it: an index on these finds any part of a name, also one of one or two
-- syllables, for which trigrams cannot use theirs.
create function item_grams(sought text) returns text[] immutable parallel safe language sql as $$
    select coalesce(array_agg(distinct substr(line, at, size)), '{}')
    from regexp_split_to_table(sought, '\n') as line, generate_series(1, length(line)) as at, generate_series(1, 2) as size
    where at + size - 1 <= length(line)
$$;

alter table item
    add column description text        not null default '' check (length(description) <= 5000),
    add column cover_url   text        check (length(cover_url) <= 1000 and cover_url like 'https://%'),
    add column version     integer     not null default 1 check (version >= 1),
    add column added_by    bigint      references member (id) on delete set null,
    add column updated_at  timestamptz not null default now(),
    add column merged_into bigint      references item (id) on delete restrict check (merged_into <> id),   -- never one that is merged itself
    add column sought      text        not null generated always as (item_sought(title, creators)) stored;
create index item_grams on item using gin (item_grams(sought));
create index item_added_by on item (added_by, id) where added_by is not null;
create index item_latest on item (kind, id) where merged_into is null;
create index item_merged_into on item (merged_into) where merged_into is not null;

-- Counts of listed posts, exact. ratings[n] is how many of them rate the item n. listed_as is the item's kind while it is
-- in the lists, and null while it is merged into another. The score orders by rating: see ItemQuery.
create table item_count (
    item_id      bigint    primary key references item (id) on delete cascade,
    listed_as    text      check (listed_as in ('book', 'film')),
    post_count   integer   not null default 0 check (post_count >= 0),
    ratings      integer[] not null default '{0,0,0,0,0,0,0,0,0,0}' check (cardinality(ratings) = 10 and 0 <= all(ratings)),
    rating_count integer   generated always as (ratings[1] + ratings[2] + ratings[3] + ratings[4] + ratings[5] + ratings[6]
                               + ratings[7] + ratings[8] + ratings[9] + ratings[10]) stored,
    rating_sum   integer   generated always as (ratings[1] + 2 * ratings[2] + 3 * ratings[3] + 4 * ratings[4] + 5 * ratings[5]
                               + 6 * ratings[6] + 7 * ratings[7] + 8 * ratings[8] + 9 * ratings[9] + 10 * ratings[10]) stored,
    score        integer   not null generated always as (case
                               when ratings = '{0,0,0,0,0,0,0,0,0,0}' then 0
                               else 1000 * (5 * 7 + ratings[1] + 2 * ratings[2] + 3 * ratings[3] + 4 * ratings[4] + 5 * ratings[5]
                                            + 6 * ratings[6] + 7 * ratings[7] + 8 * ratings[8] + 9 * ratings[9] + 10 * ratings[10])::bigint
                                    / (5 + ratings[1] + ratings[2] + ratings[3] + ratings[4] + ratings[5]
                                       + ratings[6] + ratings[7] + ratings[8] + ratings[9] + ratings[10]) end) stored
) with (fillfactor = 80);
insert into item_count (item_id, listed_as, post_count, ratings)
select i.id, i.kind, coalesce(c.posts, 0), coalesce(c.ratings, '{0,0,0,0,0,0,0,0,0,0}')
from item i left join (
    select item_id, count(*) as posts,
           array[count(*) filter (where rating = 1), count(*) filter (where rating = 2), count(*) filter (where rating = 3),
                 count(*) filter (where rating = 4), count(*) filter (where rating = 5), count(*) filter (where rating = 6),
                 count(*) filter (where rating = 7), count(*) filter (where rating = 8), count(*) filter (where rating = 9),
                 count(*) filter (where rating = 10)]::integer[] as ratings
    from post where status = 'published' and item_id is not null group by item_id) c on c.item_id = i.id;
create index item_count_popular on item_count (listed_as, post_count, item_id) where listed_as is not null;
create index item_count_rating on item_count (listed_as, score, item_id) where listed_as is not null;

-- Who merged what into what, and what moved with it, so that exactly that can move back.
create table item_merge (
    id        bigint      generated always as identity primary key,
    item_id   bigint      not null references item (id) on delete cascade,
    into_id   bigint      not null references item (id) on delete cascade check (into_id <> item_id),
    by_id     bigint      references member (id) on delete set null,
    at        timestamptz not null default now(),
    undone_at timestamptz
);
create unique index item_merge_item on item_merge (item_id) where undone_at is null;
create index item_merge_into on item_merge (into_id);
create index item_merge_by on item_merge (by_id);
create table item_merge_row (
    merge_id bigint not null references item_merge (id) on delete cascade,
    part     text   not null check (length(part) <= 30),
    row_id   bigint not null,
    primary key (merge_id, part, row_id)
);

create table reading (
    member_id   bigint      not null references member (id) on delete cascade,
    item_id     bigint      not null references item (id) on delete cascade,
    status      text        not null check (status in ('want', 'reading', 'read')),
    started_on  date,
    finished_on date        check (finished_on >= started_on),
    rating      smallint    check (rating between 1 and 10),
    note        text        not null default '' check (length(note) <= 2000),
    created_at  timestamptz not null default now(),
    updated_at  timestamptz not null default now(),
    primary key (member_id, item_id)
);
create index reading_item on reading (item_id);
create index reading_latest on reading (member_id, updated_at, item_id);
create index reading_status on reading (member_id, status, updated_at, item_id);
