drop table reaction;
