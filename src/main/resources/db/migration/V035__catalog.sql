-- How many items of each kind are in the lists, exact: a numbered page says it, and counting them grew with the catalogue. A
-- trigger, because an item comes and goes in five ways.
create table catalog_count (
    kind       text    primary key,
    item_count integer not null default 0 check (item_count >= 0)
) with (fillfactor = 80);
insert into catalog_count (kind, item_count)
select kind, (select count(*) from item_count where listed_as = kind) from unnest(array['book', 'film']) as kind;

create function catalog_counts() returns trigger language plpgsql as $$ begin
    if tg_op <> 'INSERT' then
        update catalog_count set item_count = item_count - 1 where kind = old.listed_as;
    end if;
    if tg_op <> 'DELETE' then
        update catalog_count set item_count = item_count + 1 where kind = new.listed_as;
    end if;
    return null;
end $$;
create trigger catalog_counts after insert or delete on item_count for each row execute function catalog_counts();
create trigger catalog_counts_moved after update of listed_as on item_count
    for each row when (old.listed_as is distinct from new.listed_as) execute function catalog_counts();
-- Also where an import has PostgreSQL's own triggers, which check references, set aside.
alter table item_count enable always trigger catalog_counts;
alter table item_count enable always trigger catalog_counts_moved;
