package dev.madang.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import dev.madang.testing.Client;
import dev.madang.testing.Community;
import tools.jackson.databind.JsonNode;

/** Searches as somebody, after the index has caught up with all that was written before. */
public final class Searching {

	private final Community community;

	public Searching(Community community) {
		this.community = community;
	}

	public static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	/**
	 * A word that no other test writes, of letters alone, which no analysis takes apart and no ending changes. Those that follow
	 * each other differ in many letters: none is a misspelling of another.
	 */
	public static String aWord() {
		var spread = Long.parseLong(Community.unique(""), 36) * 0x9E3779B97F4A7C15L & (1L << 40) - 1;
		return "x" + Long.toString(spread, 36).chars().map(c -> Character.digit(c, 36))
				.mapToObj(digit -> digit < 25 ? Character.toString('a' + digit) : "z" + Character.toString('a' + digit - 25))
				.collect(Collectors.joining()) + "q";
	}

	/** Asks until it is so, and fails if that takes longer than it may. */
	static void within(Duration most, BooleanSupplier condition) {
		var begun = System.nanoTime();
		try {
			while (!condition.getAsBoolean()) {
				assertThat(Duration.ofNanos(System.nanoTime() - begun)).as("how long it takes").isLessThan(most);
				var _ = new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
			}
		}
		catch (InterruptedException e) {
			throw new AssertionError(e);
		}
	}

	public void settle() {
		within(Duration.ofSeconds(60), () -> {
			var index = community.anybody().get("/search?q=x&type=tag").json().at("/index");
			return index.at("/behindSeconds").asLong() == 0 && "ready".equals(index.at("/state").asString());
		});
	}

	/** @param more further parameters, beginning with an ampersand */
	public JsonNode search(Client client, String query, String more) {
		settle();
		var answer = client.get("/search?q=" + encoded(query) + more);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		assertThat(answer.text("/index/state")).isEqualTo("ready");
		return answer.json();
	}

	/** What is found, without what is only near it. */
	public List<Long> ids(Client client, String query, String more) {
		var answer = search(client, query, more);
		if (answer.at("/relaxed").asBoolean()) {
			return List.of();
		}
		var ids = new ArrayList<Long>();
		for (var group : answer.at("/groups")) {
			group.at("/items").forEach(item -> ids.add(item.at("/id").asLong()));
			assertThat(group.at("/total").asLong()).as("the total of one page").isEqualTo(group.at("/items").size());
		}
		return ids;
	}

	List<Long> posts(Client client, String query, String category) {
		return ids(client, query, "&type=post&category=" + category);
	}

	/** The texts of suggestions. */
	public List<String> suggested(Client client, String typed) {
		settle();
		var texts = new ArrayList<String>();
		client.get("/search/suggest?q=" + encoded(typed)).json().at("/items")
				.forEach(item -> texts.add(item.at("/text").asString()));
		return texts;
	}
}
