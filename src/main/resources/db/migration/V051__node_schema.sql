-- The newest migration that the node's program knows: one that takes something away waits until no live node uses it any more.
-- Programs that do not say so know V050.
alter table node add column schema int not null default 50;
