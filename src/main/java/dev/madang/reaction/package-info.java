/** Likes on anything that can be liked. It knows subjects only by their interface, and keeps who liked what. */
@ApplicationModule(allowedDependencies = { "platform", "platform :: web", "platform :: archive", "activity", "member", "page" })
@NullMarked
package dev.madang.reaction;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
