update notification set detail = detail || ':' || case_id where case_id is not null;
alter table notification drop column case_id;

alter table moderation_email rename constraint moderation_email_one_check to moderation_letter_one_check;
alter table moderation_email rename constraint moderation_email_pkey to moderation_letter_pkey;
alter table moderation_email rename to moderation_letter;

alter table parked_activity drop constraint parked_activity_consumer_fkey;
update parked_activity set consumer = replace(consumer, '-emails', '-letters')
where consumer in ('member-emails', 'moderator-emails');
update log_consumer set name = replace(name, '-emails', '-letters') where name in ('member-emails', 'moderator-emails');
alter table parked_activity rename column consumer to follower;
alter table log_consumer rename constraint log_consumer_pkey to follower_pkey;
alter table log_consumer rename to follower;
alter table parked_activity
    add constraint parked_activity_follower_fkey foreign key (follower) references follower (name) on delete cascade;
