package dev.madang.member;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.madang.activity.EventType;
import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Checks;
import dev.madang.platform.Markdown;
import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The terms and the word on privacy, and who agreed to which version of them. */
@Component
public class LegalTexts {

	private static final Set<String> KINDS = Set.of("terms", "privacy");

	/** @param body Markdown */
	public record Text(String kind, int version, String body, Instant publishedAt) {
	}

	private final JdbcClient jdbc;

	private final ActivityLog log;

	private final Markdown markdown;

	LegalTexts(JdbcClient jdbc, ActivityLog log, Markdown markdown) {
		this.markdown = markdown;
		this.jdbc = jdbc;
		this.log = log;
	}

	/** The text that holds now; none, while the community has published none of its own. */
	public Optional<Text> current(String kind) {
		requireKind(kind);
		return jdbc.sql("""
				select kind, version, body, published_at from legal_text where kind = :kind order by version desc limit 1
				""").param("kind", kind).query(LegalTexts::read).optional();
	}

	private static Text read(ResultSet row, int number) throws SQLException {
		return new Text(row.getString("kind"), row.getInt("version"), row.getString("body"),
				Rows.instant(row, "published_at"));
	}

	/** Publishes the next version. */
	@Transactional
	public void publish(Viewer viewer, String kind, String body) {
		requireKind(kind);
		new Checks().length("body", body, 1, 60_000).done();
		markdown.requireRenderable("body", body);
		jdbc.sql("select pg_advisory_xact_lock(hashtext('legal_text'))").query().singleRow();
		jdbc.sql("""
				insert into legal_text (kind, version, body, by_id)
				select :kind, coalesce(max(version), 0) + 1, :body, :by from legal_text where kind = :kind
				""").param("kind", kind).param("body", Texts.orEmpty(body)).param("by", viewer.id()).update();
		log.append(viewer, new EventType("site", "terms".equals(kind) ? Action.TERMS_PUBLISHED : Action.PRIVACY_PUBLISHED),
				null, Map.of());
	}

	private static void requireKind(String kind) {
		if (!KINDS.contains(kind)) {
			throw Problem.notFound();
		}
	}

	/** Records that a member agrees to both as they were at a time, within the caller's transaction. */
	void agree(long memberId, Instant at) {
		jdbc.sql(
				"""
						insert into consent (member_id, kind, version)
						select :member, k.kind, coalesce((select max(version) from legal_text t where t.kind = k.kind and t.published_at <= :at::timestamptz), 0)
						from (values ('terms'), ('privacy')) as k (kind)
						on conflict do nothing
						""")
				.param("member", memberId).param("at", at.toString()).update();
	}
}
