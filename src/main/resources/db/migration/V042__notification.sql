-- The key pair with which this community signs what it pushes (VAPID). Browsers bind their subscriptions to it, so there is one.
create table push_key (
    single      boolean primary key default true check (single),
    private_key bytea   not null,
    public_key  bytea   not null
);

-- A browser that is pushed notifications. Two revisions say what there is to do: nothing, where both are the same.
create table push_subscription (
    id         bigint      generated always as identity primary key,
    member_id  bigint      not null references member (id) on delete cascade,
    sign_in_id bigint      references sign_in (id) on delete cascade,   -- with which it ends; none for a program's token
    endpoint   text        not null unique check (length(endpoint) <= 1000),
    p256dh     bytea       not null check (length(p256dh) = 65),
    auth       bytea       not null check (length(auth) = 16),
    created_at timestamptz not null default now(),
    due_up_to  bigint      not null,                                    -- its member was told something up to here
    sent_up_to bigint      not null,                                    -- it was told up to here
    next_at    timestamptz not null default now(),
    attempts   integer     not null default 0
);
create index push_subscription_member on push_subscription (member_id);
create index push_subscription_sign_in on push_subscription (sign_in_id);
create index push_subscription_due on push_subscription (next_at) where due_up_to > sent_up_to;

-- Whoever wants to be told of a kind on the page gets it pushed as well, once there is a device.
alter table notification_preference add column by_push boolean;
update notification_preference set by_push = on_page;
alter table notification_preference alter column by_push set not null;
