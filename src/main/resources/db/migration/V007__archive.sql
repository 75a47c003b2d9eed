-- What an import made of each line, so that a second import of the same source changes nothing.
create table import_source (
    id         bigint      generated always as identity primary key,
    name       text        not null unique check (length(name) between 1 and 200),
    created_at timestamptz not null default now()
);

create table import_ref (
    source_id bigint not null references import_source (id) on delete cascade,
    kind      text   not null,
    ref       text   not null,
    id        bigint not null,
    primary key (source_id, kind, ref)
);
