drop table dead_letter_sent;
delete from event where position is not null;
alter table event drop column position;
alter table event alter column payload set not null;
