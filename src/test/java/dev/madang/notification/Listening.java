package dev.madang.notification;

import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What members are told, as soon as the consumer has read all that was written. */
final class Listening {

	private final Community community;

	Listening(Community community) {
		this.community = community;
	}

	/** Writes a line of the log and wakes who follows it, as the program does. */
	void log(long actor, String verb, @Nullable String subject, String detail) {
		community.jdbc().sql("""
				with row as (
				  insert into activity (actor_id, verb, subject, detail) values (:actor, :verb, :subject, :detail::jsonb)
				  returning id)
				select pg_notify('madang', 'log ' || id) from row
				""").param("actor", actor).param("verb", verb).param("subject", subject).param("detail", detail).query()
				.singleRow();
	}

	/** Waits until nothing in the log is unread: what somebody was not told by then, they are never. */
	void settle() {
		Awaitility.await().pollInterval(Duration.ofMillis(20))
				.until(() -> community.jdbc().sql("""
						select not exists (
						  select 1 from activity a, log_consumer f
						  where f.name = 'notifications' and (a.xact, a.id) > (f.xact, f.activity_id))
						""").query(Boolean.class).single());
		community.awaitSignals();
	}

	/**
	 * Has everybody told who is to be told of messages by a time from now. Whoever tells gives way to another who does, such as the
	 * program by itself each second, and so is asked until nobody is left.
	 */
	void tellDue(DueMessages due, Duration ahead) {
		settle();
		Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> {
			due.tell(ahead);
			return community.jdbc().sql("""
					select not exists (select 1 from message_notice where due_at <= now() + :ahead * interval '1 second')
					""").param("ahead", ahead.toSeconds()).query(Boolean.class).single();
		});
		community.awaitSignals();
	}

	/** Whatever is in somebody's list but the welcome, the latest first, such as {@code like post:12}. */
	List<String> told(Person person) {
		return rows(person).stream().map(row -> row.at("/kind").asString() + " " + row.at("/subject/kind").asString() + ":"
				+ row.at("/subject/id").asLong()).toList();
	}

	List<String> texts(Person person, String language) {
		settle();
		return items(person, language).stream().map(row -> row.at("/text").asString()).toList();
	}

	List<JsonNode> rows(Person person) {
		settle();
		return items(person, "ko");
	}

	int unread(Person person) {
		settle();
		return person.client().get("/notifications").json().at("/unread").asInt();
	}

	private static List<JsonNode> items(Person person, String language) {
		var items = person.client().header("Accept-Language", language).get("/notifications").json().at("/items");
		return StreamSupport.stream(items.spliterator(), false).filter(row -> !"welcome".equals(row.at("/kind").asString()))
				.toList();
	}
}
