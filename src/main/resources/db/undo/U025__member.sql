drop table former_handle;
