delete from one_time_link where purpose not in ('setup', 'claim');
alter table one_time_link
    drop constraint one_time_link_purpose_check,
    drop column email_id,
    drop column sign_up_id,
    add constraint one_time_link_purpose_check check (purpose in ('setup', 'claim'));
delete from login_history where member_id is null;
alter table login_history drop column account, drop column means, alter column member_id set not null;
drop index login_history_age;
drop table known_device, consent, legal_text, invite, sign_up, ceremony, member_identity, passkey, access_token, block,
    member_state, member_picture;
alter table member_count drop column follower_count, drop column following_count;
create index member_handle_lower on member (lower(handle));
drop index member_handle_prefix, member_name_prefix;
alter table member
    drop column picture,
    drop column withdrawn_at,
    add column email text check (length(email) <= 254),
    add column email_confirmed_at timestamptz;
update member m set email = e.address, email_confirmed_at = e.confirmed_at
from member_email e where e.member_id = m.id and e.main;
create unique index member_email_lower on member (lower(email));
drop table member_email;
alter index member_email_lower rename to member_email;
