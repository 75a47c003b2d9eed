package dev.madang.tagging;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeMap;

import dev.madang.platform.Checks;
import dev.madang.platform.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The tags of the community, each with the number of listed posts that have it. */
@Component
public class Tags {

	private record Counted(long id, String name) {
	}

	private final JdbcClient jdbc;

	Tags(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Tags as they are stored: composed, in lower case, without a number sign, each once; at most ten of 1 to 30. */
	public static List<String> tidy(Collection<String> names, Checks checks) {
		SequencedSet<String> tidied = new LinkedHashSet<>();
		for (var name : names) {
			var tag = Texts.tidy(name).replaceAll("^#+", "").replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT);
			checks.that(!tag.isEmpty() && Texts.isStorable(tag) && Texts.length(tag) <= 30 && tag.indexOf(',') < 0, "tags",
					"bad-tag", 30);
			tidied.add(tag);
		}
		checks.that(tidied.size() <= 10, "tags", "too-many", 10);
		return List.copyOf(tidied);
	}

	/** Takes the rows of tags in the order of names, before several changes to them. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void take(Collection<String> names) {
		jdbc.sql("select id from tag where name = any(:names) order by name for update")
				.param("names", names.toArray(String[]::new)).query().listOfRows();
	}

	/**
	 * Adds to the counts of tags, making those that are new. Rows are taken in the order of names, so that two such changes
	 * never wait for each other.
	 *
	 * @return the ids by name
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public Map<String, Long> count(Map<String, Integer> changes) {
		if (changes.isEmpty()) {
			return Map.of();
		}
		var ordered = new TreeMap<>(changes);
		var ids = new HashMap<String, Long>();
		jdbc.sql("""
				insert into tag (name, post_count)
				select name, greatest(change, 0) from unnest(:names, :changes) as changed (name, change) order by name
				on conflict (name) do update
				set post_count = tag.post_count + (select change from unnest(:names, :changes) as changed (name, change)
				                                   where changed.name = tag.name)
				returning id, name
				""").param("names", ordered.keySet().toArray(String[]::new))
				.param("changes", ordered.values().toArray(Integer[]::new)).query(Counted.class).list()
				.forEach(tag -> ids.put(tag.name(), tag.id()));
		return ids;
	}
}
