package dev.madang.member;

import java.util.List;
import java.util.Locale;

import dev.madang.platform.Cursor;
import dev.madang.platform.Numbered;
import dev.madang.platform.Paging;
import dev.madang.platform.Slice;
import dev.madang.platform.TableScans;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SingleColumnRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The list of members, and finding one in it. */
@Component
public class MemberDirectory {

	private static final String AWAKE = """
			not exists (select 1 from member_state st
			            where st.member_id = m.id and st.state = 'dormant' and st.ended_at is null
			              and (st.until is null or st.until > now()))
			""";

	private static final int COUNTED_MOST = 10_000;

	private final JdbcClient jdbc;

	private final TableScans scans;

	MemberDirectory(JdbcClient jdbc, TableScans scans) {
		this.jdbc = jdbc;
		this.scans = scans;
	}

	/**
	 * The members whose name or handle begins with a text, or all, the newest first. Who sleeps or has left is left out.
	 *
	 * @param paging by cursor
	 */
	public Slice<Member> slice(String text, Viewer viewer, Paging paging) {
		var after = Cursor.read(paging.cursor(), "members", 1);
		var statement = listed(text, "and m.id < :before and m.id <> all(:hidden) and " + AWAKE, paging)
				.param("hidden", viewer.hidden()).param("before", after == null ? Long.MAX_VALUE : after.key(0));
		var members = found(text, viewer, statement, Members::read);
		return Slice.of(members, paging.limit(), last -> Cursor.of("members", last.id()));
	}

	/** The same by number: the total is counted up to ten thousand. */
	public Numbered<Member> numbered(String text, Viewer viewer, Paging paging) {
		return numbered(text, "and m.id <> all(:hidden) and " + AWAKE, viewer, paging);
	}

	/** All of them by number, who sleeps too, for those in charge. */
	public Numbered<Member> everybody(String text, Viewer viewer, Paging paging) {
		return numbered(text, "", viewer, paging);
	}

	private Numbered<Member> numbered(String text, String more, Viewer viewer, Paging paging) {
		var members = found(text, viewer, listed(text, more, paging).param("hidden", viewer.hidden()), Members::read).stream()
				.limit(paging.limit()).toList();
		var total = found(text, viewer,
				jdbc.sql("select count(*) from (select 1 from member m where %s %s limit :most) as counted"
						.formatted(condition(text), more)).param("prefix", prefix(text)).param("hidden", viewer.hidden())
						.param("most", COUNTED_MOST + 1),
				SingleColumnRowMapper.newInstance(Long.class)).getFirst();
		return new Numbered<>(members, paging.page(), paging.limit(), Math.min(total, COUNTED_MOST),
				total > COUNTED_MOST);
	}

	private <T> List<T> found(String text, Viewer viewer, JdbcClient.StatementSpec statement, RowMapper<T> row) {
		return text.isBlank() ? statement.query(row).list() : scans.list(viewer, statement, row, "busy");
	}

	private JdbcClient.StatementSpec listed(String text, String after, Paging paging) {
		return jdbc.sql("""
				select %s from (
				  select m.* from member m where %s %s order by m.id desc limit :limit offset :offset) m %s
				order by m.id desc
				""".formatted(Members.COLUMNS, condition(text), after, Members.JOINS)).param("prefix", prefix(text))
				.param("limit", paging.limit() + 1).param("offset", paging.offset());
	}

	private static String condition(String text) {
		return """
				m.withdrawn_at is null
				  and not exists (select 1 from member_state st
				    where st.member_id = m.id and st.state = 'dormant' and st.ended_at is null)
				  and %s
				"""
				.formatted(text.isBlank() ? ":prefix <> ''" : "(lower(m.name) like :prefix or lower(m.handle) like :prefix)");
	}

	private static String prefix(String text) {
		return Texts.escapeLike(Texts.tidy(text).toLowerCase(Locale.ROOT).replaceFirst("^@", "")) + "%";
	}
}
