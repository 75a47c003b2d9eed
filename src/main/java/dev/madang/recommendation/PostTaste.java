package dev.madang.recommendation;

/**
 * The beginning of every statement about a member's posts: {@code mine} is all that they have read, {@code weighed} what
 * they liked of it, each weighing {@code 0.1 + exp(-days / 200)} as in the model, {@code liked_tags} the tags of that and of
 * what they wrote. It is looked up at every request, so that a like counts at once.
 */
final class PostTaste {

	static final String SQL = """
			with mine as (
			  select post_id, max(weight) as weight, max(at) as at
			  from (
			    (select subject_id as post_id, 1.0 as weight, created_at as at from reaction
			     where member_id = :viewer and kind = 'post' order by created_at desc limit 200)
			    union all
			    (select post_id, 1.0, created_at from bookmark
			     where member_id = :viewer order by created_at desc, post_id desc limit 100)
			    union all
			    (select post_id, 0.7, created_at from comment where author_id = :viewer order by id desc limit 200)
			    union all
			    (select subject_id, case when seconds >= 20 then 0.5 else 0 end, at from signal
			     where member_id = :viewer and kind = 'post' order by at desc limit 500)) as each
			  group by post_id),
			weighed as (
			  select post_id, weight * (0.1 + exp(-greatest(extract(epoch from now() - at), 0) / 17280000.0)) as weight
			  from mine where weight > 0
			  order by at desc, post_id desc
			  limit 200),
			liked_tags as (
			  select t.tag_id, sum(w.weight) / (select count(*) + 1.0 from weighed) as weight
			  from (
			    select post_id, weight from weighed
			    union all
			    (select id, 1.0 from post where author_id = :viewer and state = 'listed'
			     order by created_at desc, id desc limit 30)) as w
			  join post_tag t on t.post_id = w.post_id
			  group by t.tag_id
			  order by 2 desc, 1
			  limit 8)
			""";

	private PostTaste() {
	}
}
