drop table community_word;
