-- An event that a broker has is known here by its place. Its payload is here only where a webhook is to be told of it.
alter table event alter column payload drop not null;
alter table event add column position bigint;
-- with its time, because a topic that is made anew begins again at 0
create unique index event_position on event (topic_id, partition, position, at) where position is not null;

-- A dead letter that somebody has sent again. The letters themselves are in Kafka.
create table dead_letter_sent (
    topic     text        not null,
    partition integer     not null,
    position  bigint      not null,
    at        timestamptz not null default now(),
    primary key (topic, partition, position)
);
