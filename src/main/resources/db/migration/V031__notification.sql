-- Whether somebody heard of a comment is asked by the comment: by its post, of which thousands may have been told, it grew
-- with how much was written there.
drop index notification_subject;
create index notification_subject on notification (subject_kind, subject_id);
