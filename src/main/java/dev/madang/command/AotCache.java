package dev.madang.command;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;

/**
 * Has {@code bin/madang} make its AOT cache when it found none: after the start, at the lowest priority, and in vain
 * without a word, as the next start tries again.
 */
final class AotCache {

	private static final Logger LOG = LoggerFactory.getLogger(AotCache.class);

	private AotCache() {
	}

	static void makeIfMissing() {
		var program = System.getProperty("madang.aot.command");
		if (program == null) {
			return;
		}
		var builder = new ProcessBuilder("nice", "-n", "19", program, "aot").redirectInput(Redirect.from(new File("/dev/null")))
				.redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
		builder.environment().put("MADANG_JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
		try {
			var process = builder.start();
			SpringApplication.getShutdownHandlers().add(() -> {
				process.descendants().forEach(ProcessHandle::destroy);
				process.destroy();
			});
		}
		catch (IOException e) {
			LOG.debug("The AOT cache could not be made", e);
		}
	}
}
