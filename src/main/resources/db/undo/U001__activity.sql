drop table parked_activity;
drop table follower;
drop table activity;
