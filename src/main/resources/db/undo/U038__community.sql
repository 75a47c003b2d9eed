drop table community_mark;
drop table community_setting;
