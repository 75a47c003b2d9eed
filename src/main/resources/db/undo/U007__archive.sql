drop table import_ref;
drop table import_source;
