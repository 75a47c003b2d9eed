drop table webhook_delivery, webhook, event, topic;
drop index activity_actor, activity_verb, activity_subject, activity_at;
