drop table media_secret;
drop table media_removal;
drop table media_use;
drop table media;
