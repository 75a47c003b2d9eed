-- each time an index is built: asked for, begun, how far, ended
create table search_build (
    id          bigint      generated always as identity primary key,
    asked_at    timestamptz not null default now(),
    started_at  timestamptz,
    done        bigint      not null default 0,
    total       bigint      not null default 0,
    finished_at timestamptz,
    error       text
);
