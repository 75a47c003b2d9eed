/** What belongs to the community as a whole: its days, its overview, its demonstration. */
@ApplicationModule(allowedDependencies = { "platform", "platform :: web", "page", "activity", "community", "mail", "member",
		"board", "tagging", "follow", "recommendation", "archive", "platform :: archive" })
@NullMarked
package dev.madang.site;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
