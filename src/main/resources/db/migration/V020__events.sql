-- the log is looked through by who, what and on what, in its own order; by a time one finds about where it is in that order
create index activity_actor on activity (actor_id, xact, id) where actor_id is not null;
create index activity_verb on activity (verb, xact, id);
create index activity_subject on activity (subject, xact, id) where subject is not null;
create index activity_at on activity (at);

-- topics that programs publish to; those of the domain are words of the log and have no row
create table topic (
    id         bigint      generated always as identity primary key,
    name       text        not null unique check (name ~ '^[a-z0-9.-]{1,60}$'),
    partitions integer     not null check (partitions between 1 and 64),
    created_at timestamptz not null default now()
);

-- What was published. The log has a row for each, without the payload: every follower reads the log.
create table event (
    id        bigint      generated always as identity primary key,
    topic_id  bigint      not null references topic (id) on delete cascade,
    xact      xid8        not null default pg_current_xact_id(),
    at        timestamptz not null default now(),
    type      text        not null check (length(type) between 1 and 100),
    key       text        check (length(key) <= 200),
    partition integer     not null,
    payload   text        not null                              -- JSON as it was sent, which jsonb would not keep
);
create index event_topic on event (topic_id, xact, id);

create table webhook (
    id         bigint      generated always as identity primary key,
    url        text        not null check (length(url) between 8 and 2000),
    topics     text[]      not null check (cardinality(topics) between 1 and 50),
    secret     text        not null,                            -- in clear: it signs
    created_at timestamptz not null default now()
);

-- What is sent to a webhook, once for each row of the log.
create table webhook_delivery (
    id          bigint      generated always as identity primary key,
    webhook_id  bigint      not null references webhook (id) on delete cascade,
    activity_id bigint      not null,
    type        text        not null,
    body        text        not null,
    status      text        not null default 'waiting' check (status in ('waiting', 'delivered', 'parked')),
    attempts    integer     not null default 0,
    created_at  timestamptz not null default now(),
    since       timestamptz not null default now(),             -- when the present day of trying began
    next_at     timestamptz not null default now(),
    tried_at    timestamptz,
    last_status integer,
    last_millis integer,
    last_error  text,
    last_answer text,
    unique (webhook_id, activity_id)
);
create index webhook_delivery_due on webhook_delivery (webhook_id, next_at, id) where status = 'waiting';
create index webhook_delivery_latest on webhook_delivery (webhook_id, id);
create index webhook_delivery_parked on webhook_delivery (webhook_id) where status = 'parked';
create index webhook_delivery_old on webhook_delivery (created_at);
