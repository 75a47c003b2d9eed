-- Letters that wait to be sent. A row goes when its letter has gone; until then it holds what the letter says, links too.
create table mail (
    id         bigint      generated always as identity primary key,
    recipient  text        not null check (length(recipient) between 3 and 254),
    sender     text        not null,           -- the community's name, in the reader's language
    subject    text        not null check (length(subject) between 1 and 200),
    body       text        not null,
    html       text        not null,
    created_at timestamptz not null default now(),
    attempts   integer     not null default 0,
    next_at    timestamptz not null default now(),
    error      text
);
create index mail_due on mail (next_at);
