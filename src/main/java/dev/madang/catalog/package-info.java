/**
 * The catalogue of books and films, and who reads what. Begin at Items and ItemLists for the works, ItemCounts for what
 * reviews say of them, Merging for duplicates, ReadingLog for the reading lists of members. The posts that review an item are of a
 * module above, which moves them through ItemPart.
 */
@ApplicationModule(allowedDependencies = { "platform", "platform :: web", "platform :: archive", "page", "activity", "search",
		"member", "follow", "media" })
@NullMarked
package dev.madang.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
