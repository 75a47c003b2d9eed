create table community_word (
    word       text        primary key check (length(word) between 2 and 30),
    parts      text[]      not null default '{}',
    variants   text[]      not null default '{}' check (cardinality(variants) <= 20),
    created_at timestamptz not null default now()
);
