alter table comment drop column removed_as;
