/** Who follows whom. What follows from it, such as a feed, is of the modules above. */
@ApplicationModule(allowedDependencies = { "platform", "platform :: web", "activity", "member", "page" })
@NullMarked
package dev.madang.follow;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
