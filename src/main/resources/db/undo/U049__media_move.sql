drop table media_move;
