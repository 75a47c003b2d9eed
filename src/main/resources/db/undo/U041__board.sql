alter table category drop column kind;
