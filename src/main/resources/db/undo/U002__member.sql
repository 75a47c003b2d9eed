drop table idempotency_key;
drop table one_time_link;
drop table signing_key;
drop table login_history;
drop table spent_refresh_token;
drop table sign_in;
drop table member_count;
drop table member;
