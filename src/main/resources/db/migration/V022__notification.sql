-- What members are told. A row is for one member; likes and follows share one as long as it is unread, and grow it.
create sequence notification_revision;

create table notification (
    id           bigint      generated always as identity primary key,
    revision     bigint      not null default nextval('notification_revision'),   -- new whenever the row says something new
    member_id    bigint      not null references member (id) on delete cascade,
    kind         text        not null check (kind in ('comment', 'reply', 'mention', 'like', 'follow', 'post', 'tag', 'report',
                                                      'welcome', 'warned', 'filed')),
    subject_kind text        not null,
    subject_id   bigint      not null,
    post_id      bigint      references post (id) on delete cascade,   -- whose readers may know of it, if it is about one
    actor_id     bigint      references member (id) on delete cascade, -- of several, the latest
    others       integer     not null default 0 check (others >= 0),
    detail       text        not null default '' check (length(detail) <= 100),
    in_page      boolean     not null default true,                    -- false: for the digest alone
    hidden       boolean     not null default false,                   -- kept by the log for what this module does not read
    created_at   timestamptz not null default now(),
    read_at      timestamptz
);
create index notification_latest on notification (member_id, revision);
create index notification_unread on notification (member_id) where read_at is null and in_page;
create unique index notification_group on notification (member_id, kind, subject_kind, subject_id)
    where read_at is null and kind in ('like', 'follow', 'filed');
create index notification_post on notification (post_id) where post_id is not null;
create index notification_subject on notification (subject_kind, subject_id) where post_id is null;
create index notification_actor_of on notification (actor_id) where actor_id is not null;
create index notification_age on notification (read_at) where read_at is not null;

-- Who stands behind a row that several share.
create table notification_actor (
    notification_id bigint      not null references notification (id) on delete cascade,
    member_id       bigint      not null references member (id) on delete cascade,
    at              timestamptz not null,
    primary key (notification_id, member_id)
);
create index notification_actor_member on notification_actor (member_id);

-- What differs from the usual choice.
create table notification_preference (
    member_id bigint  not null references member (id) on delete cascade,
    kind      text    not null,
    on_page   boolean not null,
    by_mail   boolean not null,
    primary key (member_id, kind)
);

-- A row for whoever ever asked for digests. sent_on and sent_up_to change in the transaction that queues the letter.
create table notification_digest (
    member_id  bigint primary key references member (id) on delete cascade,
    every      text   not null check (every in ('off', 'daily', 'weekly')),
    sent_on    date   not null,              -- the community's day of the last letter, or of the choice
    sent_up_to bigint not null,              -- the revision up to which it told
    token      text   not null unique        -- opens nothing but the way out
);
create index notification_digest_due on notification_digest (sent_on) where every <> 'off';

-- the address at which a letter's reader says "no more" with one click (RFC 8058)
alter table mail
    add column unsubscribe text;

-- A community that is upgraded is not told of its past.
insert into follower (name, xact) values ('notifications', pg_snapshot_xmax(pg_current_snapshot()));
