package dev.madang.platform.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a handler answers every guest the same for an address, a language and a theme: the answer may be kept and given to
 * others for a second. What it does for each request besides answering goes through {@link GuestAnswers#eachTime}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface CachedForGuests {
}
