package dev.madang.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Set;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/**
 * A test that runs beside the others: it shares nothing with any of them, and has a database of its own or none. Those that wait
 * are such, and what takes long, so that nobody is idle before the end. None that writes into the database of the run is one: an
 * open transaction holds up all that follow a log there. Its own tests run one after the other.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(providers = Aside.OneByOne.class)
public @interface Aside {

	/** A class that holds a lock has its tests run on one thread; each class has a lock of its own, for which no other waits. */
	final class OneByOne implements ResourceLocksProvider {

		@Override
		public Set<Lock> provideForClass(Class<?> test) {
			return Set.of(new Lock(test.getName()));
		}
	}
}
