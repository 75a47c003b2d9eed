-- Modules bring kinds; which of them can be liked is theirs to say.
alter table reaction drop constraint reaction_kind_check;
alter table reaction add constraint reaction_kind_check check (length(kind) between 1 and 30);
