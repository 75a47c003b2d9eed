/**
 * What somebody may like next. A process of its own makes a model every night of who engaged with what; lists are fused from
 * that model and from what came since. Begin at Recommendations.
 */
@ApplicationModule(allowedDependencies = { "platform", "platform :: web", "platform :: archive", "page", "activity",
		"member", "counter", "reaction", "follow", "tagging", "catalog", "language", "board", "board :: web" })
@NullMarked
package dev.madang.recommendation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
