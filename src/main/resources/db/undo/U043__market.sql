alter table product drop column place;
