/**
 * The log: one append-only row for whatever happened, written in the transaction in which it happened, and the dispatcher
 * that gives it to all consumers afterwards. The cost of a write does not grow with their number.
 */
@ApplicationModule(allowedDependencies = { "platform" })
@NullMarked
package dev.madang.activity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
