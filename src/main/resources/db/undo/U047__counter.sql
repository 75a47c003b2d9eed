drop table view_batch;
