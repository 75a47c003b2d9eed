package dev.madang.reaction;

import java.sql.ResultSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.madang.platform.Subject;
import dev.madang.platform.SubjectKind;
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
	public List<String> after() {
		return Stream.concat(Stream.of("user"), liked()).toList();
	}

	@Override
	public boolean isNamed() {
		return false;
	}

	@Override
	public List<String> tables() {
		return List.of("reaction");
	}

	@Override
	public List<Ref> references(ArchiveLine line) {
		return Stream.concat(Stream.of(line.ref("user", "user")), liked().map(kind -> line.ref(kind, "target"))).toList();
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

	/** The kinds that are liked, which are also the types of their lines. */
	private Stream<String> liked() {
		return subjects.all().stream().filter(kind -> !kind.likedAt().isEmpty()).map(SubjectKind::kind);
	}

	private Line read(ArchiveLine line, Batch batch) {
		var subject = liked()
				.flatMap(kind -> batch.find(line.ref(kind, "target")).map(id -> new Subject(kind, id)).stream()).findFirst()
				.orElseThrow(() -> new ArchiveLine.Bad(
						"refers to \"" + line.text("target", 1, 300) + "\", which no earlier line has"));
		return new Line(subject, batch.id(line.ref("user", "user")), line.time("createdAt"));
	}
}
