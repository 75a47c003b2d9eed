drop table newcomer_day, moderation_letter, moderation_act, report, report_case;
drop function moderation_act_stays;
