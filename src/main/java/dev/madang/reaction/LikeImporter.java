package dev.madang.reaction;

import java.sql.ResultSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.madang.platform.Subject;
import dev.madang.platform.Subjects;
import dev.madang.platform.archive.ArchiveLine;
import dev.madang.platform.archive.ArchiveImporter;
import dev.madang.platform.archive.Batch;
import dev.madang.platform.archive.Ref;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Loads {@code like} lines. They have no reference of their own: who likes what is said once, however often it comes. */
@Component
class LikeImporter implements ArchiveImporter {

	private record Line(Subject subject, long member, Instant createdAt) {
	}

	private final JdbcClient jdbc;

	private final Subjects subjects;

	LikeImporter(JdbcClient jdbc, Subjects subjects) {
		this.jdbc = jdbc;
		this.subjects = subjects;
	}

	@Override
	public String type() {
		return "like";
	}

	@Override
	public List<Ref> references(ArchiveLine line) {
		return List.of(line.ref("user", "user"), line.ref("post", "target"), line.ref("comment", "target"),
				line.ref("product", "target"));
	}

	@Override
	public int load(List<ArchiveLine> lines, Batch batch) {
		var likes = batch.read(lines, line -> read(line, batch));
		Map<String, Map<Long, Integer>> added = new HashMap<>();
		jdbc.sql(
				"""
						insert into reaction (kind, subject_id, member_id, created_at)
						select kind, subject_id, member_id, at
						from unnest(:kinds, :subjects, :members, cast(:times as timestamptz[])) as liked (kind, subject_id, member_id, at)
						on conflict do nothing
						returning kind, subject_id
						""")
				.param("kinds", likes.stream().map(like -> like.subject().kind()).toArray(String[]::new))
				.param("subjects", likes.stream().map(like -> like.subject().id()).toArray(Long[]::new))
				.param("members", likes.stream().map(Line::member).toArray(Long[]::new))
				.param("times", likes.stream().map(like -> like.createdAt().toString()).toArray(String[]::new))
				.query((ResultSet row, int number) -> new Subject(row.getString("kind"), row.getLong("subject_id"))).list()
				.forEach(subject -> added.computeIfAbsent(subject.kind(), kind -> new HashMap<>()).merge(subject.id(), 1,
						Integer::sum));
		added.forEach((kind, counts) -> subjects.of(kind).addLikes(counts));
		return added.values().stream().flatMap(counts -> counts.values().stream()).mapToInt(Integer::intValue).sum();
	}

	private static Line read(ArchiveLine line, Batch batch) {
		var subject = Stream.of("post", "product")
				.flatMap(kind -> batch.find(line.ref(kind, "target")).map(id -> new Subject(kind, id)).stream()).findFirst()
				.orElseGet(() -> new Subject("comment", batch.id(line.ref("comment", "target"))));
		return new Line(subject, batch.id(line.ref("user", "user")), line.time("createdAt"));
	}
}
