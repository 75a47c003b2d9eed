/** What the community tells to programs that read: Atom feeds for readers, a sitemap for search engines, rules for robots. */
@ApplicationModule(allowedDependencies = { "platform", "platform :: web", "page", "member", "media", "board" })
@NullMarked
package dev.madang.syndication;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
