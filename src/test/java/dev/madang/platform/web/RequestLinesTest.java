package dev.madang.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.AppenderBase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A log of its own, which nobody may be reading. */
class RequestLinesTest {

	private final LoggerContext context = new LoggerContext();

	private final Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);

	private final Logger requests = context.getLogger("requests");

	private final RequestLines lines = new RequestLines(root);

	private final List<String> written = Collections.synchronizedList(new ArrayList<>());

	private final CountDownLatch reads = new CountDownLatch(1);

	@BeforeEach
	void attach() {
		var log = new AppenderBase<ILoggingEvent>() {

			@Override
			protected void append(ILoggingEvent line) {
				try {
					reads.await();
				}
				catch (InterruptedException e) {
					throw new IllegalStateException(e);
				}
				written.add(line.getFormattedMessage());
			}
		};
		context.setMDCAdapter(new LogbackMDCAdapter());
		log.setContext(context);
		log.start();
		root.addAppender(log);
		lines.setContext(context);
		lines.start();
		requests.setAdditive(false);
		requests.addAppender(lines);
	}

	@Test
	void nobodyWaitsForALogThatIsNotReadAndWhatWasDroppedIsCounted() {
		requests.info("the first");
		for (int i = 0; i < 3 * RequestLines.MOST; i++) {
			requests.info("line {}", i);
		}
		assertThat(written).isEmpty();
		assertThat(lines.dropped()).isBetween((long) RequestLines.MOST - 1, 2L * RequestLines.MOST + 1);
		reads.countDown();
		var kept = 1 + 3 * RequestLines.MOST - (int) lines.dropped();
		await().until(() -> written.size() == kept);
		requests.info("the last");
		await().until(() -> written.contains("the last"));
		lines.stop();
		assertThat(written).hasSize(kept + 1).startsWith("the first", "line 0", "line 1");
	}

	@Test
	void whatWasTakenIsWrittenBeforeItStops() {
		reads.countDown();
		for (int i = 0; i < 1000; i++) {
			requests.info("line {}", i);
		}
		lines.stop();
		assertThat(written).hasSize(1000).startsWith("line 0").endsWith("line 999");
		assertThat(lines.dropped()).isZero();
	}
}
