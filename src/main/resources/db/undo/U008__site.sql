drop table day_count;
