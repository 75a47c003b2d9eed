-- What an admin has set of the community; what is not here is as it is without.
create table community_setting (
  name text primary key,
  value text not null check (length(value) between 1 and 20000)
);

-- The mark, where it is a picture.
create table community_mark (
  hash text primary key,
  content bytea not null check (length(content) <= 1000000)
);
