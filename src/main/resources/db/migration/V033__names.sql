-- Who reads the log is a consumer of it; followers are members. A mail message is an email.
alter table follower rename to log_consumer;
alter table log_consumer rename constraint follower_pkey to log_consumer_pkey;
alter table parked_activity rename column follower to consumer;
alter table parked_activity drop constraint parked_activity_follower_fkey;
update log_consumer set name = replace(name, '-letters', '-emails') where name in ('member-letters', 'moderator-letters');
update parked_activity set consumer = replace(consumer, '-letters', '-emails')
where consumer in ('member-letters', 'moderator-letters');
alter table parked_activity
    add constraint parked_activity_consumer_fkey foreign key (consumer) references log_consumer (name) on delete cascade;

alter table moderation_letter rename to moderation_email;
alter table moderation_email rename constraint moderation_letter_pkey to moderation_email_pkey;
alter table moderation_email rename constraint moderation_letter_one_check to moderation_email_one_check;

-- The case of reports in which something was decided stood behind the decision: hide:12.
alter table notification add column case_id bigint references report_case (id) on delete set null;
create index notification_case on notification (case_id) where case_id is not null;
update notification n
set case_id = (select c.id from report_case c where c.id = split_part(n.detail, ':', 2)::bigint),
    detail = split_part(n.detail, ':', 1)
where n.kind in ('warned', 'report') and n.detail ~ '^[a-z]+:[0-9]{1,18}$';
