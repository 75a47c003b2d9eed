package dev.madang.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A test that runs beside the others, one at a time: it shares nothing with them, and has a database of its own or none. Those
 * that wait are such, and what takes long, so that both lanes end at about the same time. None that writes into the database of
 * the run is one: an open transaction holds up all that follow a log there.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("aside")
public @interface Aside {
}
