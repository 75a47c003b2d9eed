package dev.madang.events;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.madang.activity.EventKind;
import dev.madang.activity.EventType;
import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Checks;
import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
import dev.madang.platform.SubjectKind;
import dev.madang.platform.Subjects;
import dev.madang.platform.Viewer;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The topics that there are: those of the domain, which are the first words of the log's verbs, and custom ones. */
@Component
public class Topics {

	/** The first word of what is published to custom topics, and the word that is a path of the API. */
	private static final List<String> RESERVED = List.of("event", "topics");

	private static final int MOST = 1000;

	@Schema(name = "TopicForm")
	public record Form(@Nullable String name, @Nullable Integer partitions) {
	}

	private final JdbcClient jdbc;

	private final ActivityLog log;

	private final Subjects subjects;

	private final List<EventKind> others;

	private final EventStream stream;

	Topics(JdbcClient jdbc, ActivityLog log, Subjects subjects, List<EventKind> others, EventStream stream) {
		this.stream = stream;
		this.jdbc = jdbc;
		this.log = log;
		this.subjects = subjects;
		this.others = others;
	}

	/** The kinds that modules bring: those are there before anything has happened in them. */
	private Set<String> promised() {
		return Stream.concat(subjects.all().stream().map(SubjectKind::kind), others.stream().map(EventKind::eventKind))
				.collect(Collectors.toSet());
	}

	/** Those of the domain first, each kind by name. */
	public List<Topic> all() {
		var all = new ArrayList<>(domain().stream().map(Topic::domain).toList());
		all.addAll(jdbc.sql("select name, partitions, created_at from topic order by name").query(Topics::read).list());
		var there = stream.partitions(all);
		return all.stream().map(topic -> topic.withPartitions(there.getOrDefault(topic.name(), topic.partitions()))).toList();
	}

	private static Topic read(ResultSet row, int number) throws SQLException {
		return new Topic(row.getString("name"), "custom", row.getInt("partitions"), Rows.instant(row, "created_at"));
	}

	private Set<String> domain() {
		var words = new TreeSet<>(jdbc.sql("""
				%s
				select distinct split_part(verb, '.', 1) from known
				""".formatted(KnownVerbs.KNOWN)).query(String.class).list());
		words.addAll(promised());
		RESERVED.forEach(words::remove);
		return words;
	}

	public Optional<Topic> find(String name) {
		if (promised().contains(name)) {
			return Optional.of(Topic.domain(name));
		}
		return jdbc.sql("select name, partitions, created_at from topic where name = :name").param("name", name)
				.query(Topics::read).optional()
				.or(() -> domain().contains(name) ? Optional.of(Topic.domain(name)) : Optional.empty());
	}

	/**
	 * @throws Problem 422 for what is wrong with the form, 409 {@code topic-taken}, also by the domain, {@code too-many-topics},
	 *         503 {@code engine-away}
	 */
	@Transactional
	public Topic create(Viewer viewer, Form form) {
		var name = form.name() == null ? "" : form.name();
		var partitions = form.partitions() == null ? 1 : form.partitions();
		new Checks().that(form.name() != null, "name", "missing")
				.that(form.name() == null || name.matches("[a-z0-9._-]{1,60}") && name.matches(".*[a-z0-9].*"), "name",
						"bad-topic")
				.that(partitions >= 1 && partitions <= 64, "partitions", "bad-partitions").done();
		if (RESERVED.contains(name) || find(name).isPresent()) {
			throw Problem.conflict("topic-taken");
		}
		if (jdbc.sql("select count(*) from topic").query(Integer.class).single() >= MOST) {
			throw Problem.conflict("too-many-topics");
		}
		stream.make(name, partitions);
		try {
			var made = jdbc.sql("""
					insert into topic (name, partitions) values (:name, :partitions) returning name, partitions, created_at
					""").param("name", name).param("partitions", partitions).query(Topics::read).single();
			log.append(viewer, new EventType("topic", Action.MADE), null, Map.of("topic", name));
			return made;
		}
		catch (DuplicateKeyException raced) {
			throw Problem.conflict("topic-taken");
		}
	}
}
