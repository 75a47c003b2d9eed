drop table follow;
