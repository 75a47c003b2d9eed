package dev.madang.community;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.activity.EventKind;
import dev.madang.activity.EventType;
import dev.madang.platform.AfterCommit;
import dev.madang.platform.Checks;
import dev.madang.platform.ClusterSignals;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Sha256;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes what is set of the community. The log tells which settings were changed, and never to what. */
@Component
public class CommunitySettings implements EventKind {

	private static final String KIND = "community";

	private static final Set<Setting> OF_PASSWORD = Set.of(Setting.MAIL_HOST, Setting.MAIL_PORT, Setting.MAIL_TLS,
			Setting.MAIL_USER);

	private final JdbcClient jdbc;

	private final Community community;

	private final ActivityLog log;

	private final ClusterSignals signals;

	CommunitySettings(JdbcClient jdbc, Community community, ActivityLog log, ClusterSignals signals) {
		this.jdbc = jdbc;
		this.community = community;
		this.log = log;
		this.signals = signals;
	}

	@Override
	public String eventKind() {
		return KIND;
	}

	/**
	 * Sets some settings. An empty value takes one back to what it is without; an empty password stays as it is, and goes when
	 * the server, the way to it or the user is another: it is not told to whom it was not given for.
	 *
	 * @throws Problem 403 unless an admin asks; 409 {@code setting-fixed} for what the program's settings say; 422 by field
	 */
	@Transactional
	public void set(Viewer viewer, Map<Setting, String> values) {
		requireAdmin(viewer);
		if (values.keySet().stream().anyMatch(setting -> community.fixedBy(setting).isPresent())) {
			throw Problem.of(409, "setting-fixed");
		}
		var checks = new Checks();
		values.forEach((setting, value) -> {
			if (setting.isLong()) {
				checks.length(setting.field(), value, 0, setting.most);
			}
			else {
				checks.line(setting.field(), value, 0, setting.most);
			}
			checks.that(value.isEmpty() || setting.takes(value) || value.equals(community.get(setting)), setting.field(),
					"bad-setting");
		});
		checks.done();
		var languages = values.getOrDefault(Setting.LANGUAGES, community.get(Setting.LANGUAGES));
		var language = values.getOrDefault(Setting.LANGUAGE, community.get(Setting.LANGUAGE));
		checks.that(languages.isEmpty() || language.isEmpty() || languages.contains(language), "language", "bad-setting")
				.done();
		values.forEach((setting, value) -> {
			if (setting != Setting.MAIL_PASSWORD || !value.isEmpty()) {
				put(setting, setting == Setting.MAIL_PASSWORD ? value : Texts.tidy(value));
			}
		});
		if (values.getOrDefault(Setting.MAIL_PASSWORD, "").isEmpty() && OF_PASSWORD.stream()
				.anyMatch(setting -> !afterwards(setting, values).equals(community.get(setting)))) {
			put(Setting.MAIL_PASSWORD, "");
		}
		changed(viewer, values.keySet().stream().map(Setting::field).sorted().toList());
	}

	/** What a setting is once values are stored. */
	private String afterwards(Setting setting, Map<Setting, String> values) {
		var value = values.get(setting);
		return value == null ? community.get(setting) : value.isBlank() ? setting.otherwise : Texts.tidy(value);
	}

	/** Makes a picture, a square JPEG, the mark. */
	@Transactional
	public void setMark(Viewer viewer, byte[] picture) {
		requireAdmin(viewer);
		if (community.fixedBy(Setting.MARK).isPresent()) {
			throw Problem.of(409, "setting-fixed");
		}
		var hash = HexFormat.of().formatHex(Sha256.of(picture)).substring(0, 32);
		jdbc.sql("delete from community_mark").update();
		jdbc.sql("insert into community_mark (hash, content) values (:hash, :content)").param("hash", hash)
				.param("content", picture).update();
		put(Setting.MARK, Community.UPLOADED + hash);
		changed(viewer, List.of(Setting.MARK.field()));
	}

	private void put(Setting setting, String value) {
		jdbc.sql("delete from community_setting where name = :name").param("name", setting.field()).update();
		if (!value.isEmpty()) {
			jdbc.sql("insert into community_setting (name, value) values (:name, :value)").param("name", setting.field())
					.param("value", value).update();
		}
	}

	/** Those who keep something of before are told by the log, so what is new must be shown before that. */
	private void changed(Viewer viewer, List<String> fields) {
		AfterCommit.run(community::reload);
		log.append(viewer, new EventType(KIND, Action.SET), null, Map.of("settings", fields));
		signals.send(Community.CHANGED, "");
	}

	private static void requireAdmin(Viewer viewer) {
		if (!viewer.role().atLeast(Role.ADMIN)) {
			throw Problem.forbidden("admins-only");
		}
	}
}
