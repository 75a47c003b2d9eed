package dev.madang.member;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.madang.platform.Handles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who is named in texts. Those who are there are remembered for a while, so that a thread in which a few talk to each other
 * costs a few statements when it is rendered; who is not may come at any moment.
 */
@Component
class KnownHandles implements Handles {

	private final JdbcClient jdbc;

	private final Cache<String, Boolean> there = Caffeine.newBuilder().maximumSize(10_000)
			.expireAfterWrite(Duration.ofMinutes(5)).build();

	KnownHandles(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public Set<String> known(Collection<String> handles) {
		var known = new HashSet<>(there.getAllPresent(handles).keySet());
		var asked = new ArrayList<>(handles);
		asked.removeAll(known);
		if (!asked.isEmpty()) {
			jdbc.sql("select handle from member where handle = any(:handles) and withdrawn_at is null")
					.param("handles", asked.toArray(String[]::new)).query(String.class).list().forEach(handle -> {
						there.put(handle, true);
						known.add(handle);
					});
		}
		return known;
	}
}
