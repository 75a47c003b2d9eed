package dev.madang.community;

import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.madang.platform.ClusterSignals;
import dev.madang.platform.web.Languages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is set of the community. It is in memory: a change is here as soon as it is committed, and on other nodes when they are
 * signalled.
 */
@Component
public class Community {

	/** In front of the hash of a mark that is a picture. */
	static final String UPLOADED = "picture-";

	static final String CHANGED = "community";

	private static final Logger LOG = LoggerFactory.getLogger(Community.class);

	private final JdbcClient jdbc;

	private final MessageSource messages;

	private final FixedSettings fixed;

	private volatile Map<Setting, String> values = Map.of();

	Community(JdbcClient jdbc, MessageSource messages, FixedSettings fixed, ClusterSignals signals) {
		this.jdbc = jdbc;
		this.messages = messages;
		this.fixed = fixed;
		load();
		signals.on(CHANGED, word -> Thread.ofVirtual().start(this::loadUntilItIsThere));
	}

	/** The listener to signals must not wait for a database that is away. */
	private void loadUntilItIsThere() {
		for (var pause = Duration.ofSeconds(1);; pause = pause.toSeconds() < 32 ? pause.multipliedBy(2) : pause) {
			try {
				load();
				return;
			}
			catch (DataAccessException e) {
				LOG.warn("The settings of the community are read again in {}: {}", pause, e.getMessage());
			}
			try {
				Thread.sleep(pause);
			}
			catch (InterruptedException e) {
				Thread.currentThread().interrupt();
				return;
			}
		}
	}

	/** What was just committed is shown before its caller goes on; where it cannot be read, as soon as it can. */
	void reload() {
		try {
			load();
		}
		catch (DataAccessException e) {
			LOG.warn("The settings of the community are read again: {}", e.getMessage());
			Thread.ofVirtual().start(this::loadUntilItIsThere);
		}
	}

	/** One at a time, so that what is read last is shown last. */
	final synchronized void load() {
		show(stored());
	}

	private Map<Setting, String> stored() {
		var stored = new EnumMap<Setting, String>(Setting.class);
		jdbc.sql("select name, value from community_setting").query((row, number) -> Map.entry(row.getString("name"),
				row.getString("value"))).list().forEach(entry -> Setting.of(entry.getKey())
						.ifPresent(setting -> stored.put(setting, entry.getValue())));
		return stored;
	}

	private void show(Map<Setting, String> stored) {
		var now = new EnumMap<Setting, String>(Setting.class);
		for (var setting : Setting.values()) {
			now.put(setting, fixed.find(setting).orElseGet(() -> stored.getOrDefault(setting, setting.otherwise)));
		}
		values = now;
		Languages.offer(languages(), Locale.forLanguageTag(get(Setting.LANGUAGE)));
	}

	public String get(Setting setting) {
		return values.getOrDefault(setting, setting.otherwise);
	}

	/** The setting of the program that counts before the page's, or nothing where an admin can set it. */
	public Optional<String> fixedBy(Setting setting) {
		return fixed.find(setting).map(value -> setting.property);
	}

	/** Its name; without one, that of Madang in the reader's language. */
	public String name(Locale locale) {
		var name = get(Setting.NAME);
		return name.isEmpty() ? messages.getMessage("site.name", null, locale) : name;
	}

	/** One sentence about it; without one, that of Madang. */
	public String sentence(Locale locale) {
		var sentence = get(Setting.SENTENCE);
		return sentence.isEmpty() ? messages.getMessage("site.about", null, locale) : sentence;
	}

	/** The mark as it is drawn; where it is a picture, what to draw where a picture cannot stand. */
	public Mark mark() {
		return Mark.of(get(Setting.MARK)).orElse(Mark.COURTYARD);
	}

	/** The path of the mark where it is a picture, a square JPEG of 256 pixels; otherwise empty. */
	public String markPicture() {
		var mark = get(Setting.MARK);
		return mark.startsWith(UPLOADED) ? "/community/" + mark.substring(UPLOADED.length()) + ".jpg" : "";
	}

	/** The bytes of {@link #markPicture}, by the hash in its path. */
	public Optional<byte[]> picture(String hash) {
		return jdbc.sql("select content from community_mark where hash = :hash").param("hash", hash)
				.query((row, number) -> row.getBytes("content")).optional();
	}

	public boolean hasRules() {
		return !get(Setting.RULES).isEmpty();
	}

	public Accent accent() {
		return Accent.of(get(Setting.ACCENT)).orElse(Accent.JADE);
	}

	/** The languages of its pages. */
	public List<Locale> languages() {
		return List.of(get(Setting.LANGUAGES).split(",")).stream().map(Locale::forLanguageTag).toList();
	}

	public ZoneId zone() {
		return ZoneId.of(get(Setting.ZONE));
	}
}
