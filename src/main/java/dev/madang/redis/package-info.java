/**
 * Redis, where {@code madang.redis.url} is set: what nodes have read, counted and limited is then shared by all of them. Each port is of
 * the module that needs it; without the setting nothing of this is loaded.
 */
@ApplicationModule(allowedDependencies = { "platform", "platform :: engine", "activity", "counter" })
@NullMarked
package dev.madang.redis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
