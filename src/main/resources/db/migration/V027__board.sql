-- Who removed a comment. What its author deleted nobody reads or restores any more, and what an author who has left took along.
alter table comment add column removed_as text check (removed_as in ('author', 'moderator', 'review'));

-- Of earlier ones the log tells. What a new text was held back for is removed in its author's name, with a report beside it.
update comment c
set removed_as = case
  when m.withdrawn_at is not null and v.body = '-' then 'author'
  when c.removed_at = c.created_at then 'review'
  else coalesce((
    select case when a.actor_id is distinct from c.author_id then 'moderator'
                when exists (select 1 from activity held
                             where held.xact = a.xact and held.verb = 'report.filed'
                               and held.detail ->> 'target' = a.subject and held.detail ->> 'reason' = 'held') then 'review'
                else 'author' end
    from activity a
    where a.subject = 'comment:' || c.id and a.verb = 'comment.removed'
    order by a.xact desc, a.id desc limit 1), 'moderator') end
from member m, comment_version v
where m.id = c.author_id and v.comment_id = c.id and v.version = c.current_version and c.removed_at is not null;

alter table comment add check ((removed_at is null) = (removed_as is null));
