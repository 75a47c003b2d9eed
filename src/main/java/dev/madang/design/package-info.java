/** Every component of the pages at once, in both themes, for those who change how they look; only in the demonstration. */
@ApplicationModule(allowedDependencies = { "platform", "platform :: web", "page", "community", "member", "content", "media",
		"catalog", "board", "board :: web", "market", "market :: web", "notification", "notification :: web", "site" })
@NullMarked
package dev.madang.design;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
