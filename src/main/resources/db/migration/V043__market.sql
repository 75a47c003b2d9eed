-- Where a product is handed over, in its seller's words.
alter table product add column place text not null default '' check (length(place) <= 60);
