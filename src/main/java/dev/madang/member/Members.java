package dev.madang.member;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Checks;
import dev.madang.platform.HttpUrl;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Rows;
import dev.madang.platform.Subject;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The members and their profiles. */
@Component
public class Members {

	private final JdbcClient jdbc;

	private final ActivityLog log;

	private final SignIns signIns;

	private final Pictures pictures;

	private final SignUpMode mode;

	private final TransactionTemplate transaction;

	Members(JdbcClient jdbc, ActivityLog log, SignIns signIns, Pictures pictures, SignUpMode mode,
			TransactionTemplate transaction) {
		this.transaction = transaction;
		this.mode = mode;
		this.pictures = pictures;
		this.signIns = signIns;
		this.jdbc = jdbc;
		this.log = log;
	}

	/**
	 * What a member may change of a profile.
	 *
	 * @param links at most two addresses, http or https
	 * @param locale ko or en
	 * @param phone 7 to 15 digits, + before them if they begin with a country's code; spaces, hyphens and parentheses are left out
	 * @param avatarId one of the member's own pictures, of which a small square becomes the one of the profile; 0 leaves it
	 *        as it is, and nothing removes it
	 */
	public record Profile(@Nullable String name, @Nullable String bio, @Nullable List<String> links, @Nullable String locale,
			@Nullable Integer age, @Nullable String phone, @Nullable Long avatarId) {

		static final long SAME_PICTURE = 0;

		/** Whether others read nothing new in it. */
		boolean saysTheSameAs(Profile other) {
			return Objects.equals(name, other.name) && Objects.equals(bio, other.bio) && Objects.equals(links, other.links);
		}

		/** This profile, with name, locale and picture of another where it has none. */
		public Profile or(Profile before) {
			return new Profile(name == null ? before.name() : name, bio, links, locale == null ? before.locale() : locale, age,
					phone, avatarId == null ? before.avatarId() : avatarId);
		}

		public static Profile of(Member member) {
			return new Profile(member.name(), member.bio(), member.links(), member.locale(), member.age(), member.phone(),
					SAME_PICTURE);
		}
	}

	/** What {@link #read} needs of a member {@code m}. */
	static final String COLUMNS = """
			m.id, m.handle, m.name, m.role, m.bio, m.links, m.created_at, coalesce(c.post_count, 0) as post_count,
			coalesce(c.follower_count, 0) as follower_count, coalesce(c.following_count, 0) as following_count, m.picture,
			e.address, e.confirmed_at is not null as email_confirmed, m.age, m.phone, m.locale,
			m.password_hash is not null as has_password,
			m.password_hash is not null or exists (select 1 from member_email a where a.member_id = m.id)
			  or exists (select 1 from member_identity i where i.member_id = m.id)
			  or exists (select 1 from passkey k where k.member_id = m.id) as claimed
			""";

	static final String JOINS = """
			left join member_count c on c.member_id = m.id
			left join member_email e on e.member_id = m.id and e.main
			""";

	static Member read(ResultSet row, int number) throws SQLException {
		return new Member(row.getLong("id"), row.getString("handle"), row.getString("name"), Role.of(row.getString("role")),
				row.getString("bio"), Rows.strings(row, "links"), Rows.instant(row, "created_at"), row.getInt("post_count"),
				row.getInt("follower_count"), row.getInt("following_count"), Pictures.address(row.getString("picture")),
				row.getString("address"), row.getBoolean("email_confirmed"), Rows.optionalInt(row, "age"),
				row.getString("phone"), row.getString("locale"), row.getBoolean("claimed"), row.getBoolean("has_password"));
	}

	/** @throws Problem 404 if nobody has this handle */
	public Member get(String handle) {
		return find(handle).orElseThrow(Problem::notFound);
	}

	/** Finds by the handle as it is written; failing that, by its form in small, composed letters. */
	public Optional<Member> find(String handle) {
		return jdbc.sql("""
				select %s from member m %s
				where m.handle in (:handle, :normalised) and m.withdrawn_at is null
				order by m.handle = :handle desc
				limit 1
				""".formatted(COLUMNS, JOINS)).param("handle", handle).param("normalised", Handle.normalise(handle))
				.query(Members::read).optional();
	}

	/** Whether an address is somebody's, confirmed or as the one of a sign-up. */
	boolean hasAddress(String address) {
		return holder(address).isPresent();
	}

	/** Whose address it is. */
	Optional<Long> holder(String address) {
		return jdbc.sql("""
				select member_id from member_email where lower(address) = :address and (main or confirmed_at is not null)
				""").param("address", address.toLowerCase(Locale.ROOT)).query(Long.class).optional();
	}

	public boolean hasAny() {
		return jdbc.sql("select exists (select 1 from member where withdrawn_at is null)").query(Boolean.class).single();
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

	/** Keeps the counts of a follow, in its transaction; rows are taken in the order of their ids, as everywhere. */
	public void countFollow(long memberId, long followedId, int change) {
		jdbc.sql(
				"""
						insert into member_count (member_id, follower_count, following_count)
						select id, greatest(followers, 0), greatest(followings, 0)
						from (values (:member, 0, :change), (:followed, :change, 0)) as changed (id, followers, followings)
						order by id
						on conflict (member_id) do update set
						  follower_count = member_count.follower_count + case when member_count.member_id = :followed then :change else 0 end,
						  following_count = member_count.following_count + case when member_count.member_id = :member then :change else 0 end
						""")
				.param("member", memberId).param("followed", followedId).param("change", change).update();
	}

	/** Takes a member out of everybody's counts of follows, within the transaction in which the member leaves. */
	public void forgetFollows(long memberId, List<Long> followed, List<Long> followers) {
		jdbc.sql("""
				with locked as (
				  select member_id from member_count where member_id = any(:followed || :followers) or member_id = :member
				  order by member_id for update)
				update member_count c set
				  follower_count = case when c.member_id = :member then 0
				                        else c.follower_count - (c.member_id = any(:followed))::int end,
				  following_count = case when c.member_id = :member then 0
				                         else c.following_count - (c.member_id = any(:followers))::int end
				from locked where locked.member_id = c.member_id
				""").param("member", memberId).param("followed", followed.toArray(Long[]::new))
				.param("followers", followers.toArray(Long[]::new)).update();
	}

	/** Changes one's own profile. Making the square of a picture waits for others', so it is done before a row is locked. */
	public Member change(Viewer viewer, UnaryOperator<Profile> change) {
		var avatarId = changed(viewer, change).avatarId();
		var square = avatarId == null || avatarId == Profile.SAME_PICTURE ? null : pictures.square(viewer, avatarId);
		return transaction.execute(status -> {
			jdbc.sql("select id from member where id = :id for no key update").param("id", viewer.id()).query().listOfRows();
			return store(viewer, changed(viewer, change), square);
		});
	}

	private Profile changed(Viewer viewer, UnaryOperator<Profile> change) {
		var before = Profile.of(get(viewer.handle()));
		var profile = change.apply(before);
		if (!profile.saysTheSameAs(before)) {
			viewer.requireNotSilenced();
		}
		check(profile, before);
		return profile;
	}

	private Member store(Viewer viewer, Profile profile, byte @Nullable [] square) {
		if (square != null) {
			pictures.keep(viewer, square);
		}
		else if (profile.avatarId() == null) {
			pictures.remove(viewer);
		}
		jdbc.sql("""
				update member set name = :name, bio = :bio, links = :links, locale = :locale, age = :age, phone = :phone
				where id = :id
				""").param("id", viewer.id()).param("name", Texts.tidy(Texts.orEmpty(profile.name())))
				.param("bio", Texts.tidy(Texts.orEmpty(profile.bio())))
				.param("links",
						profile.links() == null
								? new String[0]
								: profile.links().stream().map(HttpUrl::normalize).toArray(String[]::new))
				.param("locale", profile.locale()).param("age", profile.age())
				.param("phone", PhoneNumber.normalize(profile.phone())).update();
		signIns.refresh(viewer.id());
		log.append(viewer, Action.CHANGED, new Subject("member", viewer.id()));
		return get(viewer.handle());
	}

	private void check(Profile profile, Profile before) {
		var checks = new Checks().line("name", profile.name(), 1, 60).length("bio", Texts.orEmpty(profile.bio()), 0, 2000)
				.that("ko".equals(profile.locale()) || "en".equals(profile.locale()), "locale", "bad-locale")
				.that(profile.age() == null || profile.age() >= 0 && profile.age() <= 150, "age", "bad-age")
				.that(profile.age() == null || profile.age().equals(before.age()) || profile.age() >= mode.minimumAge(), "age",
						"too-young", mode.minimumAge());
		if (!Objects.equals(profile.phone(), before.phone())) {
			PhoneNumber.check(checks, profile.phone());
		}
		var links = profile.links() == null ? List.<String>of() : profile.links();
		checks.that(links.size() <= 2, "links", "too-many", 2);
		for (var link : links) {
			checks.that(link != null && link.length() <= 300
					&& HttpUrl.normalize(link).matches("https?://[^\\s\"<>@]{3,}"), "links", "bad-link");
		}
		checks.done();
	}
}
