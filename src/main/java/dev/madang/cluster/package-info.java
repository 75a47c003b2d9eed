/**
 * Several nodes on one database: the register of those that live, what must be the same on all of them, what none of them may keep for
 * itself, and how one of them ends without a request that fails.
 */
@ApplicationModule(allowedDependencies = { "platform", "home", "community" })
@NullMarked
package dev.madang.cluster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
