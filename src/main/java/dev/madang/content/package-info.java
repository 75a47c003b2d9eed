/** The life of content of every kind: its states, which of them follows which, and what the log tells of it. */
@ApplicationModule(allowedDependencies = { "activity", "platform" })
@NullMarked
package dev.madang.content;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
