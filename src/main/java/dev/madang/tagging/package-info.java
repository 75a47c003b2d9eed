/** Tags: their names and how many listed posts have each. */
@ApplicationModule(allowedDependencies = { "platform" })
@NullMarked
package dev.madang.tagging;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
