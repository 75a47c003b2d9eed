drop table reading, item_merge_row, item_merge, item_count;
drop index item_latest;
alter table item
    drop column sought, drop column merged_into, drop column updated_at, drop column added_by, drop column version,
    drop column cover_url, drop column description;
drop function item_grams(text);
drop function item_sought(text, text[]);
