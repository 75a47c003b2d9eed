package dev.madang.platform.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.spi.FilterReply;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/**
 * Writes lines on a thread of its own, so that nobody ever waits for whoever reads them. When they are not read, lines beyond
 * some thousands are dropped, counted, and that is told as soon as there is room again. The thread waits until there is a line,
 * and then a little, to write many at once.
 */
final class RequestLines extends UnsynchronizedAppenderBase<ILoggingEvent> {

	private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(RequestLines.class);

	static final int MOST = 8192;

	private static final long GATHERED_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	/** In place of the appenders of all loggers, while there is a server. */
	@Component
	@ConditionalOnWebApplication
	static class Attached implements DisposableBean {

		private final Logger logger = (Logger) LoggerFactory.getLogger(ServedRequests.LOGGER);

		private final RequestLines lines;

		Attached(MeterRegistry registry) {
			var context = logger.getLoggerContext();
			lines = new RequestLines(context.getLogger(Logger.ROOT_LOGGER_NAME));
			lines.setContext(context);
			lines.start();
			logger.addAppender(lines);
			logger.setAdditive(false);
			FunctionCounter.builder("madang.request.lines.dropped", lines, RequestLines::dropped)
					.description("Lines of requests that were not written, because the log is not read fast enough")
					.register(registry);
		}

		@Override
		public void destroy() {
			logger.setAdditive(true);
			logger.detachAppender(lines);
			lines.stop();
		}
	}

	private final Logger target;

	private final Queue<ILoggingEvent> waiting = new ConcurrentLinkedQueue<>();

	private final AtomicInteger length = new AtomicInteger();

	private final AtomicLong dropped = new AtomicLong();

	private final AtomicBoolean idle = new AtomicBoolean();

	private final Thread writer = Thread.ofPlatform().daemon().name("request-lines").unstarted(this::writeAll);

	private long told;

	/** @param target whose appenders write the lines */
	RequestLines(Logger target) {
		this.target = target;
	}

	long dropped() {
		return dropped.get();
	}

	@Override
	public void start() {
		super.start();
		writer.start();
	}

	/** What was taken is written first. */
	@Override
	public void stop() {
		super.stop();
		LockSupport.unpark(writer);
		try {
			writer.join(TimeUnit.SECONDS.toMillis(5));
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	protected void append(ILoggingEvent line) {
		line.prepareForDeferredProcessing();
		if (length.incrementAndGet() > MOST) {
			length.decrementAndGet();
			dropped.incrementAndGet();
			return;
		}
		waiting.add(line);
		if (idle.get() && idle.compareAndSet(true, false)) {
			LockSupport.unpark(writer);
		}
	}

	private void writeAll() {
		while (isStarted() || !waiting.isEmpty()) {
			idle.set(true);
			while (isStarted() && waiting.isEmpty()) {
				LockSupport.park(this);
			}
			idle.set(false);
			if (isStarted()) {
				LockSupport.parkNanos(this, GATHERED_NANOS);
			}
			write(next());
			tellWhatWasDropped();
		}
	}

	private List<ILoggingEvent> next() {
		var lines = new ArrayList<ILoggingEvent>();
		for (var line = waiting.poll(); line != null; line = lines.size() < MOST ? waiting.poll() : null) {
			lines.add(line);
		}
		length.addAndGet(-lines.size());
		return lines;
	}

	private void write(List<ILoggingEvent> lines) {
		var appenders = target.iteratorForAppenders();
		while (appenders.hasNext()) {
			var appender = appenders.next();
			if (appender instanceof ConsoleAppender<ILoggingEvent> console) {
				writeAtOnce(console, lines);
			}
			else {
				lines.forEach(appender::doAppend);
			}
		}
	}

	private void writeAtOnce(ConsoleAppender<ILoggingEvent> console, List<ILoggingEvent> lines) {
		var bytes = new ByteArrayOutputStream();
		for (var line : lines) {
			if (console.isStarted() && console.getFilterChainDecision(line) != FilterReply.DENY) {
				bytes.writeBytes(console.getEncoder().encode(line));
			}
		}
		try {
			var out = console.getOutputStream();
			out.write(bytes.toByteArray());
			out.flush();
		}
		catch (IOException e) {
			addError("Lines of requests could not be written", e);
		}
	}

	private void tellWhatWasDropped() {
		var now = dropped.get();
		if (now > told) {
			LOG.warn("{} lines of requests were dropped, because the log is not read fast enough", now - told);
			told = now;
		}
	}
}
