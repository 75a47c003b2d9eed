package dev.madang.member;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

import dev.madang.activity.ActivityLog;
import dev.madang.platform.AfterCommit;
import dev.madang.platform.Checks;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Rows;
import dev.madang.platform.Subject;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import dev.madang.platform.Wakeups;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The members and their profiles. */
@Component
public class Members {

	private final JdbcClient jdbc;

	private final ActivityLog log;

	private final Wakeups wakeups;

	private final SignIns signIns;

	Members(JdbcClient jdbc, ActivityLog log, Wakeups wakeups, SignIns signIns) {
		this.signIns = signIns;
		this.jdbc = jdbc;
		this.log = log;
		this.wakeups = wakeups;
	}

	/**
	 * What a member may change of a profile.
	 *
	 * @param links at most two addresses, http or https
	 * @param locale ko or en
	 */
	public record Profile(@Nullable String name, @Nullable String bio, @Nullable List<String> links, @Nullable String locale,
			@Nullable Integer age, @Nullable String phone) {

		public static Profile of(Member member) {
			return new Profile(member.name(), member.bio(), member.links(), member.locale(), member.age(), member.phone());
		}
	}

	private static Member read(ResultSet row, int number) throws SQLException {
		return new Member(row.getLong("id"), row.getString("handle"), row.getString("name"), Role.of(row.getString("role")),
				row.getString("bio"), Rows.strings(row, "links"), Rows.instant(row, "created_at"), row.getInt("post_count"),
				row.getString("email"), row.getBoolean("email_confirmed"), Rows.optionalInt(row, "age"),
				row.getString("phone"), row.getString("locale"), row.getBoolean("claimed"));
	}

	/** @throws Problem 404 if nobody has this handle */
	public Member get(String handle) {
		return find(handle).orElseThrow(Problem::notFound);
	}

	/** Finds by the handle as it is written; failing that, by its form in small, composed letters. */
	public Optional<Member> find(String handle) {
		return jdbc.sql("""
				select m.id, m.handle, m.name, m.role, m.bio, m.links, m.created_at, coalesce(c.post_count, 0) as post_count,
				       m.email, m.email_confirmed_at is not null as email_confirmed, m.age, m.phone, m.locale,
				       m.password_hash is not null as claimed
				from member m left join member_count c on c.member_id = m.id
				where m.handle in (:handle, :normalised)
				order by m.handle = :handle desc
				limit 1
				""").param("handle", handle).param("normalised", Handle.normalise(handle)).query(Members::read).optional();
	}

	public boolean hasAny() {
		return jdbc.sql("select exists (select 1 from member)").query(Boolean.class).single();
	}

	/** Keeps the count of listed posts, in the transaction that changed it. */
	public void countPosts(long memberId, int change) {
		jdbc.sql("""
				insert into member_count (member_id, post_count) values (:id, greatest(:change, 0))
				on conflict (member_id) do update set post_count = member_count.post_count + :change
				""").param("id", memberId).param("change", change).update();
	}

	/** The same for many members at once, taken in the order of the map. */
	public void countPosts(SortedMap<Long, Integer> changes) {
		jdbc.sql("""
				insert into member_count (member_id, post_count)
				select id, change from unnest(:ids, :changes) as changed (id, change)
				on conflict (member_id) do update set post_count = member_count.post_count + excluded.post_count
				""").param("ids", changes.keySet().toArray(Long[]::new))
				.param("changes", changes.values().toArray(Integer[]::new)).update();
	}

	/** Changes one's own profile. */
	@Transactional
	public Member change(Viewer viewer, UnaryOperator<Profile> change) {
		jdbc.sql("select id from member where id = :id for no key update").param("id", viewer.id()).query().listOfRows();
		var profile = change.apply(Profile.of(get(viewer.handle())));
		check(profile);
		jdbc.sql("""
				update member set name = :name, bio = :bio, links = :links, locale = :locale, age = :age, phone = :phone
				where id = :id
				""").param("id", viewer.id()).param("name", Texts.tidy(Texts.orEmpty(profile.name())))
				.param("bio", Texts.tidy(Texts.orEmpty(profile.bio())))
				.param("links", profile.links() == null ? new String[0] : profile.links().toArray(String[]::new))
				.param("locale", profile.locale()).param("age", profile.age()).param("phone", profile.phone()).update();
		wakeups.send("member", String.valueOf(viewer.id()));
		AfterCommit.run(() -> signIns.forget(viewer.id()));
		log.append(viewer, "member.changed", new Subject("member", viewer.id()));
		return get(viewer.handle());
	}

	private static void check(Profile profile) {
		var checks = new Checks().length("name", profile.name(), 1, 60).length("bio", Texts.orEmpty(profile.bio()), 0, 2000)
				.that("ko".equals(profile.locale()) || "en".equals(profile.locale()), "locale", "bad-locale")
				.that(profile.age() == null || profile.age() >= 0 && profile.age() <= 150, "age", "bad-age")
				.length("phone", Texts.orEmpty(profile.phone()), 0, 32);
		var links = profile.links() == null ? List.<String>of() : profile.links();
		checks.that(links.size() <= 2, "links", "too-many", 2);
		for (var link : links) {
			checks.that(link != null && link.length() <= 300 && link.matches("https?://[^\\s\"<>@]{3,}"), "links", "bad-link");
		}
		checks.done();
	}
}
