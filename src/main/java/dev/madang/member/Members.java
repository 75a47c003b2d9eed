package dev.madang.member;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The members. */
@Component
public class Members {

	private final JdbcClient jdbc;

	Members(JdbcClient jdbc) {
		this.jdbc = jdbc;
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

	/** How many there are; counted anew each time. */
	public int count() {
		return jdbc.sql("select count(*) from member where withdrawn_at is null").query(Integer.class).single();
	}

	/** Whether there is more than one; less than counting all. */
	public boolean hasSeveral() {
		return jdbc.sql("select count(*) > 1 from (select 1 from member where withdrawn_at is null limit 2) few")
				.query(Boolean.class).single();
	}

	public boolean hasAny() {
		return jdbc.sql("select exists (select 1 from member where withdrawn_at is null)").query(Boolean.class).single();
	}
}
