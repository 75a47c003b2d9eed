delete from reaction where kind = 'product';
alter table reaction drop constraint reaction_kind_check;
alter table reaction add constraint reaction_kind_check check (kind in ('post', 'comment'));
drop table market_count;
drop table product_count;
drop table product;
