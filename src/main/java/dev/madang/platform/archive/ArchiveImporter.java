package dev.madang.platform.archive;

import java.util.List;

/** The lines of an archive that one module understands. */
public interface ArchiveImporter {

	/** The type of its lines, such as {@code post}. */
	String type();

	/** The types that its lines refer to: within a batch these are stored before. */
	default List<String> after() {
		return List.of();
	}

	/** Whether each of its lines has a reference of its own, by which it is known when it comes again. */
	default boolean isNamed() {
		return true;
	}

	/** The tables that its lines fill, first the one whose ids it gives the batch. */
	List<String> tables();

	/** The references in a line to lines of other types, so that they can be looked up for a whole batch at once. */
	List<Ref> references(ArchiveLine line);

	/**
	 * Stores lines that were not stored before, in the batch's transaction, and gives the batch the id of each. A line that
	 * cannot be stored is told to the batch before anything is written.
	 *
	 * @return how many were new
	 */
	int load(List<ArchiveLine> lines, Batch batch);
}
