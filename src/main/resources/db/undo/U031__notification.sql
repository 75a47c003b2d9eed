drop index notification_subject;
create index notification_subject on notification (subject_kind, subject_id) where post_id is null;
