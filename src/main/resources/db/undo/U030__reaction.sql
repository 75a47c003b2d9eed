delete from reaction where kind not in ('post', 'comment', 'product');
alter table reaction drop constraint reaction_kind_check;
alter table reaction add constraint reaction_kind_check check (kind in ('post', 'comment', 'product'));
