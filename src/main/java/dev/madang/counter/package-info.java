/** Views, counted in this process and stored in batches: what a crash may cost is the views of the last seconds. */
@ApplicationModule(allowedDependencies = { "platform", "platform :: web" })
@NullMarked
package dev.madang.counter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
