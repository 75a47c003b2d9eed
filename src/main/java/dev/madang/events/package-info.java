/**
 * The log, for those who run the community and for other programs: the audit page, how its consumers do, topics to read
 * and publish to, and webhooks. The log itself lies below members in activity and knows nobody's name; here it meets them.
 */
@ApplicationModule(allowedDependencies = { "platform", "platform :: web", "platform :: engine", "page", "activity", "member",
		"cluster" })
@NullMarked
package dev.madang.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
