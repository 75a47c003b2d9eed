/**
 * The log: one append-only row for whatever happened, written in the transaction in which it happened, and the followers
 * that read it afterwards, each at its own pace. The cost of a write does not grow with their number.
 */
@ApplicationModule(allowedDependencies = { "platform" })
@NullMarked
package dev.madang.activity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
