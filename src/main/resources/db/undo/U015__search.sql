drop table search_build;
