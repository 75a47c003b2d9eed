/** Keeps what every guest is answered alike, for a second, in front of everything else. */
@ApplicationModule(allowedDependencies = { "platform", "platform :: web", "page", "activity", "member", "search" })
@NullMarked
package dev.madang.cache;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
