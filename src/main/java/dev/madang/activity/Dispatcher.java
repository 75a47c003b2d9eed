package dev.madang.activity;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import dev.madang.activity.LogDispatch.Next;
import dev.madang.activity.LogDispatch.Outcome;
import dev.madang.activity.LogReader.Place;
import dev.madang.platform.OnWorkers;
import dev.madang.platform.SignalledLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Gives the log to all consumers as it grows, ten times a second at most. One that fails, or has more to do than fits into a
 * transaction, goes on alone, on a thread of its own, until it is in step with the others again.
 */
@Component
@ConditionalOnWebApplication
@OnWorkers
class Dispatcher implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

	private static final Duration GAP = Duration.ofMillis(100);

	private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(5);

	/** Nobody signals when the transaction ends that holds entries back, or another node lets go of the checkpoints. */
	private static final Duration AGAIN_SOON = Duration.ofMillis(200);

	/** An engine that is back must not be waited for. */
	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

	private final LogDispatch dispatch;

	private final LogReader log;

	private final List<LogConsumer> consumers;

	/** Those that are behind, on threads of their own. */
	private final Map<LogConsumer, Thread> behind = new ConcurrentHashMap<>();

	private final SignalledLoop loop = new SignalledLoop("log-dispatcher", GAP, this::readAll);

	/** Behind all that was read, as far as this process knows. */
	private Optional<Place> end = Optional.empty();

	/** How often one that was behind came back: the others may have read on meanwhile, and what they read is new to it. */
	private final AtomicInteger returns = new AtomicInteger();

	private int returnsSeen;

	Dispatcher(LogDispatch dispatch, LogReader log, List<LogConsumer> consumers, LogSignal signal) {
		this.dispatch = dispatch;
		this.log = log;
		this.consumers = consumers;
		signal.on(loop::signal);
	}

	@Override
	public void start() {
		end = Optional.empty();
		loop.start();
	}

	/** Looking whether there is something new takes no lock and no commit. */
	private Duration readAll() {
		if (end.isEmpty()) {
			dispatch.register(consumers);
		}
		else if (returns.get() == returnsSeen && !log.hasAfter(end.get())) {
			return AT_LEAST_EVERY;
		}
		while (loop.isRunning()) {
			var returned = returns.get();
			var inStep = consumers.stream().filter(consumer -> !behind.containsKey(consumer)).toList();
			if (inStep.isEmpty()) {
				return AT_LEAST_EVERY;
			}
			var outcome = dispatch.batch(inStep);
			outcome.behind().forEach(this::goOnAlone);
			if (outcome.next() == Next.NOTHING || outcome.next() == Next.MORE) {
				end = Optional.of(outcome.end());
				returnsSeen = returned;
			}
			if (outcome.next() != Next.MORE) {
				return outcome.next() == Next.NOTHING ? AT_LEAST_EVERY : AGAIN_SOON;
			}
		}
		return AT_LEAST_EVERY;
	}

	private void goOnAlone(LogConsumer consumer) {
		behind.computeIfAbsent(consumer,
				each -> Thread.ofVirtual().name("log-" + each.name()).start(() -> catchUp(each)));
	}

	private void catchUp(LogConsumer consumer) {
		try {
			var pause = Duration.ZERO;
			while (loop.isRunning()) {
				var begun = System.nanoTime();
				var outcome = tried(consumer);
				if (outcome.isEmpty() || outcome.get().again() && !outcome.get().failed().isEmpty()) {
					pause = SignalledLoop.nextPause(pause, LONGEST_PAUSE);
					loop.sleep(pause);
					continue;
				}
				pause = Duration.ZERO;
				if (outcome.get().behind().isEmpty() && outcome.get().next() != Next.MORE) {
					return;
				}
				if (!outcome.get().again() && outcome.get().failed().isEmpty() && !outcome.get().behind().isEmpty()) {
					loop.sleep(Duration.ofNanos(System.nanoTime() - begun));
				}
			}
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		finally {
			behind.remove(consumer);
			returns.incrementAndGet();
			loop.signal();
		}
	}

	/** Empty if the database was to blame. */
	private Optional<Outcome> tried(LogConsumer consumer) {
		try {
			return Optional.of(dispatch.batch(List.of(consumer)));
		}
		catch (RuntimeException | Error e) {
			if (loop.isRunning()) {
				LOG.warn("{} cannot read the log at the moment: {}", consumer.name(), e.toString());
			}
			return Optional.empty();
		}
	}

	@Override
	public void stop() {
		loop.stop(Duration.ofSeconds(5));
		for (var thread : List.copyOf(behind.values())) {
			try {
				thread.join(Duration.ofSeconds(5));
			}
			catch (InterruptedException e) {
				Thread.currentThread().interrupt();
			}
		}
	}

	@Override
	public boolean isRunning() {
		return loop.isRunning();
	}
}
