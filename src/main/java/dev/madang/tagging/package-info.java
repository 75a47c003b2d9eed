/** Tags: their names, how many posts have each, and which begin with what one types. */
@ApplicationModule(allowedDependencies = { "platform", "platform :: web", "page" })
@NullMarked
package dev.madang.tagging;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
