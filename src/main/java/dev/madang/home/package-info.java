/**
 * The data directory and the PostgreSQL that lives in it: who holds its locks, how the embedded server is unpacked,
 * started, adopted after a crash, and stopped by the last process that leaves.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.madang.home;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
