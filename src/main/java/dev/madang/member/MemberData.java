package dev.madang.member;

import java.io.IOException;

import dev.madang.platform.Viewer;

/**
 * What a module keeps of members: each that keeps anything says how it is handed over to its member, and what becomes of
 * it when the member leaves.
 */
public interface MemberData {

	/** Writes all of it into the member's own archive, in a transaction that only reads. */
	void export(Viewer viewer, MemberArchive archive) throws IOException;

	/**
	 * Removes it, or detaches it from the person, within the transaction of the withdrawal. The member's row itself stays
	 * without a name, so that what others answered keeps its place.
	 */
	void withdraw(long memberId);
}
