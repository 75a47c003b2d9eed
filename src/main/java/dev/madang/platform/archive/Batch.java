package dev.madang.platform.archive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Some thousand lines that are stored together or not at all, and the ids of everything that they refer to. */
public final class Batch {

	private final Map<Ref, Long> ids;

	private final Map<Ref, Long> added = new HashMap<>();

	private final boolean mergeMembers;

	private final BiConsumer<ArchiveLine, String> refuse;

	/**
	 * @param ids what earlier batches and imports of this source stored, of all that the batch names
	 * @param refuse what to do about a line that cannot be stored: end the import, or count it
	 */
	public Batch(Map<Ref, Long> ids, boolean mergeMembers, BiConsumer<ArchiveLine, String> refuse) {
		this.ids = new HashMap<>(ids);
		this.mergeMembers = mergeMembers;
		this.refuse = refuse;
	}

	/** Whether imported members may be joined with registered ones of the same handle. */
	public boolean mergesMembers() {
		return mergeMembers;
	}

	public Optional<Long> find(Ref ref) {
		return Optional.ofNullable(ids.get(ref));
	}

	/** @throws ArchiveLine.Bad if the archive has not named it before */
	public long id(Ref ref) {
		return find(ref).orElseThrow(
				() -> new ArchiveLine.Bad("refers to " + ref.type() + " \"" + ref.name() + "\", which no earlier line has"));
	}

	public void put(Ref ref, long id) {
		ids.put(ref, id);
		added.put(ref, id);
	}

	/** What this batch stored. */
	public Map<Ref, Long> added() {
		return added;
	}

	/** Reads every line, leaving out those that turn out to be bad. */
	public <T> List<T> read(List<ArchiveLine> lines, Function<ArchiveLine, T> reader) {
		var read = new ArrayList<T>(lines.size());
		for (var line : lines) {
			try {
				read.add(reader.apply(line));
			}
			catch (ArchiveLine.Bad bad) {
				refuse.accept(line, String.valueOf(bad.getMessage()));
			}
		}
		return read;
	}
}
