-- What a member looked at and for how long, told by their page. One row for each thing, so it grows with what is read, not
-- with how often. The subject is of another module, so it has no foreign key.
create table signal (
    member_id  bigint      not null references member (id) on delete cascade,
    kind       text        not null check (kind in ('post', 'item')),
    subject_id bigint      not null,
    opens      integer     not null default 0 check (opens >= 0),
    seconds    integer     not null default 0 check (seconds between 0 and 3600),
    at         timestamptz not null default now(),
    primary key (member_id, kind, subject_id)
);
create index signal_latest on signal (member_id, at, kind, subject_id);

-- The model, replaced as a whole by each build: how much a thing is talked about, whom those who liked it liked as well
-- (together), and what is spoken of in the same words (alike); the strongest first.
create table model_thing (
    kind             text     not null check (kind in ('post', 'item')),
    subject_id       bigint   not null,
    timeliness       real     not null,
    together         bigint[] not null default '{}',
    together_weights real[]   not null default '{}' check (cardinality(together_weights) = cardinality(together)),
    alike            bigint[] not null default '{}',
    alike_weights    real[]   not null default '{}' check (cardinality(alike_weights) = cardinality(alike)),
    primary key (kind, subject_id)
);
create index model_thing_current on model_thing (kind, timeliness desc, subject_id);

create table model_build (
    id       bigint      generated always as identity primary key,
    began_at timestamptz not null,
    ended_at timestamptz not null default now(),
    posts    integer     not null,
    items    integer     not null
);
