drop trigger catalog_counts on item_count;
drop trigger catalog_counts_moved on item_count;
drop function catalog_counts();
drop table catalog_count;
