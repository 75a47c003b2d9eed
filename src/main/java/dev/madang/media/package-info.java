/**
 * Pictures: how they are sent, made small and safe, kept, shown and removed. Other modules attach them to their things with
 * Media; where the files lie is behind MediaStore.
 */
@ApplicationModule(allowedDependencies = { "platform", "platform :: web", "platform :: engine", "activity", "member", "page" })
@NullMarked
package dev.madang.media;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
