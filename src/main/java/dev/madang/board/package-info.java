/**
 * Boards: a tree of categories, posts with their versions, threads of comments, bookmarks. Begin at Posts and Comments for
 * what can be done, PostReading and Thread for what is shown.
 */
@ApplicationModule(allowedDependencies = { "content", "platform", "platform :: web", "platform :: archive",
		"platform :: replica", "page", "activity",
		"search", "language",
		"member",
		"counter", "reaction", "follow", "tagging", "media", "catalog", "moderation" })
@NullMarked
package dev.madang.board;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
