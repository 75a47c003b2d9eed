drop table tag_follow;
