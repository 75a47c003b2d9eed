package dev.madang.archive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.madang.activity.EventType;
import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Viewer;
import dev.madang.platform.archive.ArchiveLine;
import dev.madang.platform.archive.ArchiveImporter;
import dev.madang.platform.archive.Batch;
import dev.madang.platform.archive.Copy;
import dev.madang.platform.archive.Ref;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Stores one batch of lines after another, each in one transaction: all of it or nothing. */
@Component
public class Import {

	private record Known(String kind, String ref, long id) {
	}

	private final JdbcClient jdbc;

	private final Map<String, ArchiveImporter> parts;

	private final Copy copy;

	private final ActivityLog log;

	Import(JdbcClient jdbc, List<ArchiveImporter> parts, Copy copy, ActivityLog log) {
		this.jdbc = jdbc;
		this.parts = parts.stream()
				.collect(Collectors.toMap(ArchiveImporter::type, Function.identity(), (a, b) -> a, TreeMap::new));
		this.copy = copy;
		this.log = log;
	}

	/** The id of a source by its name, made when it is new. */
	@Transactional
	public long source(String name) {
		return jdbc
				.sql("""
						insert into import_source (name) values (:name) on conflict (name) do update set name = excluded.name returning id
						""")
				.param("name", name).query(Long.class).single();
	}

	/**
	 * Stores what is new in some lines.
	 *
	 * @param refuse what to do about a line that cannot be stored; if it throws, nothing of the batch is stored
	 * @return how many lines of each type were new
	 */
	@Transactional
	public Map<String, Integer> store(long source, List<ArchiveLine> lines, boolean mergeMembers,
			BiConsumer<ArchiveLine, String> refuse) {
		jdbc.sql("select pg_advisory_xact_lock(hashtext('import'), :source)").param("source", (int) source).query()
				.listOfRows();
		var readable = new ArrayList<ArchiveLine>();
		var named = new HashSet<Ref>();
		var references = new HashSet<Ref>();
		for (var line : lines) {
			try {
				var part = part(line);
				if (part.isNamed()) {
					named.add(line.ref());
				}
				references.addAll(part.references(line));
				readable.add(line);
			}
			catch (ArchiveLine.Bad bad) {
				refuse.accept(line, String.valueOf(bad.getMessage()));
			}
		}
		named.addAll(references);
		var known = known(source, named);
		var batch = new Batch(known, mergeMembers, refuse);
		var stored = new HashMap<String, Integer>();
		var keys = new ForeignKeys(jdbc);
		var checkedAtOnce = keys.suspend();
		for (var part : inOrder()) {
			var fresh = fresh(readable, part, known);
			if (!fresh.isEmpty()) {
				var added = part.load(fresh, batch);
				if (added > 0) {
					stored.put(part.type(), added);
				}
			}
		}
		remember(source, batch.added());
		if (checkedAtOnce) {
			keys.resume();
			requireReferences(references, batch, keys);
		}
		if (!stored.isEmpty()) {
			var detail = new HashMap<String, Object>(stored);
			detail.put("ids", ranges(batch.added()));
			log.append(Viewer.ANYBODY, new EventType("archive", Action.IMPORTED), null, detail);
		}
		return stored;
	}

	private void requireReferences(Set<Ref> references, Batch batch, ForeignKeys keys) {
		for (var part : parts.values()) {
			var ids = references.stream().filter(ref -> ref.type().equals(part.type()))
					.flatMap(ref -> batch.find(ref).stream()).collect(Collectors.toSet());
			if (!ids.isEmpty()) {
				keys.require(part.tables().getFirst(), ids);
			}
		}
	}

	/** References point back, so that within a batch each type can be stored after those that it refers to. */
	private Set<ArchiveImporter> inOrder() {
		var ordered = new LinkedHashSet<ArchiveImporter>();
		parts.values().forEach(part -> add(part, ordered));
		return ordered;
	}

	private void add(ArchiveImporter part, Set<ArchiveImporter> ordered) {
		part.after().stream().map(parts::get).filter(Objects::nonNull).forEach(before -> add(before, ordered));
		ordered.add(part);
	}

	/** The least and the greatest id of each type, for those who follow the log: the rows of a batch have none of their own. */
	private static Map<String, List<Long>> ranges(Map<Ref, Long> added) {
		var ranges = new HashMap<String, List<Long>>();
		added.forEach((ref, id) -> ranges.merge(ref.type(), List.of(id, id),
				(a, b) -> List.of(Math.min(a.get(0), b.get(0)), Math.max(a.get(1), b.get(1)))));
		return ranges;
	}

	private ArchiveImporter part(ArchiveLine line) {
		var part = parts.get(line.type());
		if (part == null) {
			throw new ArchiveLine.Bad("type \"" + line.type() + "\" is not known");
		}
		return part;
	}

	/** The lines of a type that were not stored before; of two with the same reference, the first. */
	private static List<ArchiveLine> fresh(List<ArchiveLine> lines, ArchiveImporter part, Map<Ref, Long> known) {
		var seen = new HashSet<Ref>();
		return lines.stream().filter(line -> part.type().equals(line.type()))
				.filter(line -> !part.isNamed() || !known.containsKey(line.ref()) && seen.add(line.ref())).toList();
	}

	private Map<Ref, Long> known(long source, Set<Ref> named) {
		var ids = new HashMap<Ref, Long>();
		jdbc.sql("""
				select r.kind, r.ref, r.id
				from unnest(:kinds, :refs) as named (kind, ref)
				join import_ref r on r.source_id = :source and r.kind = named.kind and r.ref = named.ref
				""").param("source", source).param("kinds", named.stream().map(Ref::type).toArray(String[]::new))
				.param("refs", named.stream().map(Ref::name).toArray(String[]::new)).query(Known.class).list()
				.forEach(row -> ids.put(new Ref(row.kind(), row.ref()), row.id()));
		return ids;
	}

	private void remember(long source, Map<Ref, Long> added) {
		copy.into("import_ref (source_id, kind, ref, id)", added.entrySet(),
				(entry, row) -> row.add(source).add(entry.getKey().type()).add(entry.getKey().name()).add(entry.getValue()));
	}

	/** Tells the planner what there is by now, as autovacuum would some minutes later. */
	public void analyze() {
		Stream.concat(parts.values().stream().flatMap(part -> part.tables().stream()), Stream.of("import_ref"))
				.forEach(table -> jdbc.sql("analyze " + table).update());
	}
}
