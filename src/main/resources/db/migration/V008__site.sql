-- What happened on each day, in the community's time zone; kept by a follower of the log.
create table day_count (
    day  date    not null,
    verb text    not null,
    n    integer not null default 0,
    primary key (day, verb)
);
