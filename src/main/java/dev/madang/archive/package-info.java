/** Archives of communities: reads one and has every module load its own lines, in whole batches that a repeat does not repeat. */
@ApplicationModule(allowedDependencies = { "platform", "platform :: archive", "activity" })
@NullMarked
package dev.madang.archive;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
