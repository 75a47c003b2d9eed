/** Works that posts review. So far only what an import brings and what a post says of the item that it is about. */
@ApplicationModule(allowedDependencies = { "platform", "platform :: archive" })
@NullMarked
package dev.madang.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
