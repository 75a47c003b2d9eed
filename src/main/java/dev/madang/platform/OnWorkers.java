package dev.madang.platform;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;

/**
 * What need not run on every node: a component that is there, or a {@code @Scheduled} method that is called, only where background work
 * is done. That is on each node, unless {@code madang.worker} is off on it.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Conditional(WorkerCondition.class)
public @interface OnWorkers {

	/** False for a component that is there only where no background work is done. */
	boolean value() default true;
}
