-- Where "media move" has put a picture, so that it goes on where it was interrupted.
create table media_move (
    media_id bigint primary key references media (id) on delete cascade,
    place    text        not null check (place in ('bucket', 'folder')),
    hidden   boolean     not null,
    moved_at timestamptz not null default now()
);
