-- A member's addresses. What was only typed in blocks nobody, unless it is the address of the sign-up: that one is named
-- as taken, until whoever can read its mail confirms it elsewhere.
alter index member_email rename to member_email_lower;
create table member_email (
    id           bigint      generated always as identity primary key,
    member_id    bigint      not null references member (id) on delete cascade,
    address      text        not null check (length(address) between 3 and 254),
    main         boolean     not null default false,
    confirmed_at timestamptz,
    created_at   timestamptz not null default now()
);
create unique index member_email_address on member_email (lower(address)) where main or confirmed_at is not null;
create unique index member_email_main on member_email (member_id) where main;
create unique index member_email_own on member_email (member_id, lower(address));
insert into member_email (member_id, address, main, confirmed_at, created_at)
select id, email, true, email_confirmed_at, created_at from member where email is not null;

alter table member
    drop column email,
    drop column email_confirmed_at,
    add column picture      text check (picture ~ '^[0-9a-f]{32}$'),
    add column withdrawn_at timestamptz;
-- members are found by how their name or handle begins
create index member_name_prefix on member (lower(name) text_pattern_ops);
create index member_handle_prefix on member (lower(handle) text_pattern_ops);
drop index member_handle_lower;

alter table member_count
    add column follower_count  integer not null default 0 check (follower_count >= 0),
    add column following_count integer not null default 0 check (following_count >= 0);

create table member_picture (
    member_id  bigint      primary key references member (id) on delete cascade,
    hash       text        not null check (hash ~ '^[0-9a-f]{32}$'),
    content    bytea       not null check (octet_length(content) <= 262144),
    created_at timestamptz not null default now()
);
create index member_picture_hash on member_picture (hash);

-- What a member may not do, until when, and who said so. Rows stay as the history.
create table member_state (
    id          bigint      generated always as identity primary key,
    member_id   bigint      not null references member (id) on delete cascade,
    state       text        not null check (state in ('suspended', 'silenced', 'dormant')),
    detail      text        not null default '' check (length(detail) <= 500),
    until       timestamptz,
    by_id       bigint      references member (id) on delete set null,
    created_at  timestamptz not null default now(),
    ended_at    timestamptz,
    ended_by_id bigint      references member (id) on delete set null
);
create unique index member_state_current on member_state (member_id, state) where ended_at is null;
create index member_state_history on member_state (member_id, id);
create index member_state_ending on member_state (until) where ended_at is null and until is not null;
create index member_state_by on member_state (by_id);
create index member_state_ended_by on member_state (ended_by_id);

-- Neither of the two sees what the other writes.
create table block (
    member_id  bigint      not null references member (id) on delete cascade,
    blocked_id bigint      not null references member (id) on delete cascade,
    created_at timestamptz not null default now(),
    primary key (member_id, blocked_id),
    check (member_id <> blocked_id)
);
create index block_blocked on block (blocked_id);
create index block_latest on block (member_id, created_at, blocked_id);

-- Personal access tokens, for programs. Kept as SHA-256.
create table access_token (
    id           bigint      generated always as identity primary key,
    member_id    bigint      not null references member (id) on delete cascade,
    name         text        not null check (length(name) between 1 and 60),
    hash         bytea       not null unique,
    scopes       text[]      not null check (cardinality(scopes) between 1 and 4),
    created_at   timestamptz not null default now(),
    expires_at   timestamptz not null,
    last_used_at timestamptz
);
create index access_token_member on access_token (member_id, id);

create table passkey (
    id            bigint      generated always as identity primary key,
    member_id     bigint      not null references member (id) on delete cascade,
    credential_id bytea       not null unique check (octet_length(credential_id) <= 1023),
    credential    bytea       not null,        -- attested credential data, as WebAuthn writes it
    sign_count    bigint      not null default 0,
    name          text        not null check (length(name) between 1 and 60),
    created_at    timestamptz not null default now(),
    last_used_at  timestamptz
);
create index passkey_member on passkey (member_id, id);

-- Who an OpenID Connect issuer says that somebody is.
create table member_identity (
    id           bigint      generated always as identity primary key,
    member_id    bigint      not null references member (id) on delete cascade,
    provider     text        not null,
    issuer       text        not null,
    subject      text        not null check (length(subject) <= 255),
    email        text,
    created_at   timestamptz not null default now(),
    last_used_at timestamptz not null default now(),
    unique (issuer, subject)
);
create index member_identity_member on member_identity (member_id, id);

-- What is between the two halves of a sign-in with a passkey or a provider; its key is in the browser's cookie.
create table ceremony (
    hash       bytea       primary key,
    kind       text        not null,
    detail     jsonb       not null,
    expires_at timestamptz not null
);
create index ceremony_age on ceremony (expires_at);

-- Sign-ups that wait: for their address to be confirmed, for an admin to let them in, or both.
create table sign_up (
    id             bigint      generated always as identity primary key,
    handle         text        not null,
    name           text        not null,
    address        text        not null,
    password_hash  text        not null,
    age            integer,
    phone          text,
    locale         text        not null,
    message        text        not null default '' check (length(message) <= 500),
    needs_confirm  boolean     not null,
    needs_approval boolean     not null,
    confirmed      boolean     not null default false,
    created_at     timestamptz not null default now(),
    expires_at     timestamptz not null
);
create index sign_up_waiting on sign_up (id) where needs_approval and not needs_confirm;
create index sign_up_age on sign_up (expires_at);

create table invite (
    id         bigint      generated always as identity primary key,
    hash       bytea       not null unique,
    by_id      bigint      not null references member (id) on delete cascade,
    note       text        not null default '' check (length(note) <= 100),
    uses_left  integer     not null check (uses_left >= 0),
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
);
create index invite_by on invite (by_id);

-- The community's terms and its word on privacy, with what they said before.
create table legal_text (
    kind         text        not null check (kind in ('terms', 'privacy')),
    version      integer     not null check (version >= 1),
    body         text        not null check (octet_length(body) <= 262144),
    by_id        bigint      references member (id) on delete set null,
    published_at timestamptz not null default now(),
    primary key (kind, version)
);
create index legal_text_by on legal_text (by_id);

-- Which of them a member agreed to. Version 0 is what the program brings.
create table consent (
    member_id bigint      not null references member (id) on delete cascade,
    kind      text        not null check (kind in ('terms', 'privacy')),
    version   integer     not null check (version >= 0),
    at        timestamptz not null default now(),
    primary key (member_id, kind, version)
);

-- Browsers in which a member has signed in before: they get in while the account is being guessed at.
create table known_device (
    hash         bytea       not null,
    member_id    bigint      not null references member (id) on delete cascade,
    last_used_at timestamptz not null default now(),
    primary key (hash, member_id)
);
create index known_device_member on known_device (member_id);

-- Tries at names that nobody has are counted like all others, so that a limit tells nothing: account is a hash of either.
alter table login_history
    alter column member_id drop not null,
    add column account bytea,
    add column means   text not null default 'password' check (length(means) <= 60);
update login_history set account = sha256(convert_to('member ' || member_id, 'UTF8'));
alter table login_history alter column account set not null;
create index login_history_failures on login_history (account, at) where not succeeded;
create index login_history_age on login_history (at);

alter table one_time_link
    drop constraint one_time_link_purpose_check,
    add column email_id   bigint references member_email (id) on delete cascade,
    add column sign_up_id bigint references sign_up (id) on delete cascade,
    add constraint one_time_link_purpose_check
        check (purpose in ('setup', 'claim', 'confirm', 'reset', 'sign-up'));
create index one_time_link_email on one_time_link (email_id);
create index one_time_link_sign_up on one_time_link (sign_up_id);
