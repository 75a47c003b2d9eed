/**
 * What members sell to each other: products with a price, pictures and a link to where they are sold. Begin at Products for
 * what can be done, ProductLists for what is shown. Money does not pass through here.
 */
@ApplicationModule(allowedDependencies = { "content", "platform", "platform :: web", "platform :: archive", "page", "activity",
		"search",
		"member",
		"counter", "reaction", "follow", "media", "moderation" })
@NullMarked
package dev.madang.market;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
