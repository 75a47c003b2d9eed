package dev.madang.platform;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/** A component that only nodes with pages need, and {@code bin/madang worker} does not. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnProperty(name = "madang.role", havingValue = "node", matchIfMissing = true)
public @interface OnWebNodes {
}
