drop table board_room;
drop table room_removal;
alter table room_member drop column next_about;
alter table room_member drop column invited_by;
