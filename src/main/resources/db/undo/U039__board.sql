drop table post_read;
