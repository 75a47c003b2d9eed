alter table node drop column schema;
