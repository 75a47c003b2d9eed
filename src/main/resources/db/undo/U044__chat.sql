drop table message_preference;
drop table message;
drop table room_member;
drop table room;
