package dev.madang.search;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets everybody else on the machine go first. Java's own priorities of threads mean nothing on Linux, where each thread has a
 * niceness, which those inherit that it starts; elsewhere it is of the whole process, and stays as it is.
 */
final class LowPriority {

	private static final Logger LOG = LoggerFactory.getLogger(LowPriority.class);

	/** PRIO_PROCESS of setpriority(2), of which 0 is the calling thread. */
	private static final int PROCESS = 0;

	private static final int NICENESS = 10;

	private LowPriority() {
	}

	@SuppressWarnings("restricted")
	static void ofThisThread() {
		if (!"Linux".equals(System.getProperty("os.name"))) {
			return;
		}
		var linker = Linker.nativeLinker();
		var number = ValueLayout.JAVA_INT;
		try {
			var set = linker.downcallHandle(linker.defaultLookup().findOrThrow("setpriority"),
					FunctionDescriptor.of(number, number, number, number));
			var failed = (int) set.invokeExact(PROCESS, 0, NICENESS);
			if (failed != 0) {
				LOG.warn("The index is built with the priority of everything else");
			}
		}
		catch (Throwable e) {
			LOG.warn("The index is built with the priority of everything else: {}", e.toString());
		}
	}
}
