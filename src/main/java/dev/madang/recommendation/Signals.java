package dev.madang.recommendation;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.madang.board.ChosenPosts;
import dev.madang.platform.Limits;
import dev.madang.platform.Problem;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What members looked at. One row a member and thing; {@link #forgetOld} keeps them few. */
@Component
public class Signals {

	private static final int MOST = 100;

	/** So many things of one member are kept. */
	private static final int KEPT = 2_000;

	private record Sum(int opens, int seconds) {

		Sum and(Signal signal) {
			return new Sum(opens + (signal.opened() ? 1 : 0), seconds + signal.seconds());
		}
	}

	private final JdbcClient jdbc;

	private final ChosenPosts posts;

	private final Limits limits;

	Signals(JdbcClient jdbc, ChosenPosts posts, Limits limits) {
		this.jdbc = jdbc;
		this.posts = posts;
		this.limits = limits;
	}

	/**
	 * Keeps what a member looked at, with one statement. What is not there, not theirs to see or their own is left out without
	 * a word; of somebody who is not signed in nothing is kept.
	 *
	 * @throws Problem 400 for more than a hundred, 429 for too many in a short time
	 */
	@Transactional
	public void take(Viewer viewer, List<Signal> signals) {
		if (signals.size() > MOST) {
			throw Problem.malformed("too-many-signals", MOST);
		}
		if (!viewer.isMember() || signals.isEmpty()) {
			return;
		}
		limits.take("signal", String.valueOf(viewer.id()), 300, Duration.ofMinutes(10));
		Map<Subject, Sum> sums = new LinkedHashMap<>();
		for (var signal : signals) {
			sums.put(signal.target(), sums.getOrDefault(signal.target(), new Sum(0, 0)).and(signal));
		}
		jdbc.sql(
				"""
						insert into signal (member_id, kind, subject_id, opens, seconds)
						select :viewer, s.kind, s.id, s.opens, least(s.seconds, 3600)
						from unnest(:kinds, :ids, :opens, :seconds) as s (kind, id, opens, seconds)
						where s.kind = 'post' and exists (select 1 from post p where p.id = s.id and p.state = 'listed'
						        and p.category_id = any(:categories) and p.author_id <> all(:hidden) and p.author_id <> :viewer)
						   or s.kind = 'item' and exists (select 1 from item i where i.id = s.id)
						order by s.kind, s.id
						on conflict (member_id, kind, subject_id) do update
						set opens = least(signal.opens + excluded.opens, 1000), seconds = least(signal.seconds + excluded.seconds, 3600),
						    at = now()
						""")
				.param("viewer", viewer.id())
				.param("kinds", sums.keySet().stream().map(Subject::kind).toArray(String[]::new))
				.param("ids", sums.keySet().stream().map(Subject::id).toArray(Long[]::new))
				.param("opens", sums.values().stream().map(Sum::opens).toArray(Integer[]::new))
				.param("seconds", sums.values().stream().map(Sum::seconds).toArray(Integer[]::new))
				.param("categories", posts.readable(viewer)).param("hidden", viewer.hidden()).update();
	}

	/** Leaves of each member the two thousand latest of the last year. */
	@Transactional
	int forgetOld() {
		return jdbc.sql("""
				delete from signal s using (
				  select member_id, kind, subject_id,
				         row_number() over (partition by member_id order by at desc, kind, subject_id) as rank, at
				  from signal) r
				where s.member_id = r.member_id and s.kind = r.kind and s.subject_id = r.subject_id
				  and (r.rank > :kept or r.at < now() - interval '1 year')
				""").param("kept", KEPT).update();
	}
}
