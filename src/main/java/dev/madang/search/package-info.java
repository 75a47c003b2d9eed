/**
 * Finding things by words: one query over the kinds that modules above bring (SearchableKind). Begin at Search, which answers;
 * IndexUpdater keeps the index up to the log; Engine is what an index must do, of which Lucene's is in its own sub-package.
 */
@ApplicationModule(allowedDependencies = { "platform", "platform :: web", "platform :: engine", "platform :: replica", "page",
		"activity",
		"language" })
@NullMarked
package dev.madang.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
