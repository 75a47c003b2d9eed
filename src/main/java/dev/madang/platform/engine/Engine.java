package dev.madang.platform.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that Madang can do without. Where it fails or is slow nobody asks it for a while (a circuit breaker), and its probe, or where
 * it has none one call, finds out now and then whether it is back. Whatever is done with it has a time-out of its own.
 */
public final class Engine {

	/** Something that is done with it. What is thrown says that it is of no use, not that it had nothing. */
	@FunctionalInterface
	public interface Work<T> {

		T run() throws Exception;
	}

	/**
	 * How it is.
	 *
	 * @param setting by which it is turned on
	 * @param isAway whether it is not asked at the moment, or has never answered
	 * @param since when it last came or went; null before it was asked
	 * @param trouble how it failed the last time, if it ever did
	 */
	public record Status(String name, String setting, boolean isAway, @Nullable Instant since, long calls, long failures,
			@Nullable String trouble) {
	}

	private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

	private static final int LOOKED_AT = 3;

	private static final int LEAST = 2;

	/** Of a hundred calls. */
	private static final int MOST_FAILURES = 60;

	private final String name;

	private final String setting;

	private final CircuitBreaker breaker;

	private final Timer answered;

	private final Timer failed;

	private final @Nullable Work<?> probe;

	private final AtomicBoolean probing = new AtomicBoolean();

	private volatile boolean everAnswered;

	/** Whether the last call failed. */
	private volatile boolean failing;

	private volatile @Nullable Instant since;

	private volatile @Nullable String trouble;

	private @Nullable EngineTrace traces;

	private volatile long askedAt = System.nanoTime();

	/**
	 * @param name of the engine in the log, in metrics and for admins
	 * @param slow a call that takes so long counts as one that failed
	 * @param rests for so long it is not asked when two of the last three calls failed
	 * @param probe what finds out whether it is there when nobody asks; null where that would cost something
	 */
	public Engine(String name, String setting, Duration slow, Duration rests, @Nullable Work<?> probe, MeterRegistry metrics) {
		this.name = name;
		this.setting = setting;
		this.probe = probe;
		breaker = CircuitBreaker.of(name,
				CircuitBreakerConfig.custom().slidingWindowSize(LOOKED_AT).minimumNumberOfCalls(LEAST)
						.failureRateThreshold(MOST_FAILURES)
						.slowCallDurationThreshold(slow).slowCallRateThreshold(MOST_FAILURES).waitDurationInOpenState(rests)
						.permittedNumberOfCallsInHalfOpenState(1).build());
		breaker.getEventPublisher().onStateTransition(event -> moved(event.getStateTransition()));
		answered = timer(metrics, "answered");
		failed = timer(metrics, "failed");
		Gauge.builder("madang.engine.up", this, engine -> engine.isAway() ? 0 : 1).tag("engine", name)
				.description("1 while it is asked, 0 while it is away").register(metrics);
	}

	private Timer timer(MeterRegistry metrics, String outcome) {
		return Timer.builder("madang.engine.calls").tag("engine", name).tag("outcome", outcome)
				.description("Calls of an engine").register(metrics);
	}

	/** Has each call traced from now on. */
	Engine tracedBy(@Nullable EngineTrace traces) {
		this.traces = traces;
		return this;
	}

	public String name() {
		return name;
	}

	/** Whether it is not asked at the moment, or has not answered yet. */
	public boolean isAway() {
		return breaker.getState() != State.CLOSED || !everAnswered && trouble != null;
	}

	public Status status() {
		return new Status(name, setting, isAway(), since, answered.count() + failed.count(), failed.count(), trouble);
	}

	/** @throws EngineAway if it fails, or is not asked at the moment */
	public <T> T call(Work<T> work) {
		if (probe != null && breaker.getState() != State.CLOSED) {
			throw new EngineAway(name, null);
		}
		return permitted(work);
	}

	private <T> T permitted(Work<T> work) {
		if (!breaker.tryAcquirePermission()) {
			throw new EngineAway(name, null);
		}
		var trace = traces == null ? null : traces.begin(name);
		var begun = System.nanoTime();
		try {
			var result = work.run();
			var took = System.nanoTime() - begun;
			answered.record(took, TimeUnit.NANOSECONDS);
			failing = false;
			if (!everAnswered) {
				everAnswered = true;
				since = Instant.now();
			}
			breaker.onSuccess(took, TimeUnit.NANOSECONDS);
			if (trace != null) {
				trace.end(null);
			}
			return result;
		}
		catch (Exception e) {
			if (e instanceof InterruptedException) {
				Thread.currentThread().interrupt();
			}
			if (trace != null) {
				trace.end(e);
			}
			throw failed(e, System.nanoTime() - begun);
		}
		catch (Error e) {
			if (trace != null) {
				trace.end(e);
			}
			failed(e, System.nanoTime() - begun);
			throw e;
		}
		finally {
			askedAt = System.nanoTime();
		}
	}

	private EngineAway failed(Throwable e, long took) {
		failed.record(took, TimeUnit.NANOSECONDS);
		failing = true;
		var known = trouble;
		trouble = e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
		if (known == null && !everAnswered) {
			since = Instant.now();
			LOG.warn("{} is away ({}): {}", name, setting, trouble);
		}
		breaker.onError(took, TimeUnit.NANOSECONDS, e);
		return new EngineAway(name, e);
	}

	/** The same; empty while it is away. */
	public <T> Optional<T> tried(Work<T> work) {
		try {
			return Optional.of(call(work));
		}
		catch (EngineAway e) {
			return Optional.empty();
		}
	}

	/** Finds out whether it is there, where nobody has asked it for a while, or the last call failed; on a thread of its own. */
	void look(Duration idle) {
		if (probe != null && (failing || isAway() || System.nanoTime() - askedAt > idle.toNanos())
				&& probing.compareAndSet(false, true)) {
			Thread.startVirtualThread(() -> {
				try {
					permitted(probe);
				}
				catch (EngineAway still) {
					LOG.debug("{}", still.getMessage());
				}
				finally {
					probing.set(false);
				}
			});
		}
	}

	/** What is away at the start was told of then, and what stays away is told of once. */
	private void moved(StateTransition transition) {
		if (transition == StateTransition.CLOSED_TO_OPEN && everAnswered) {
			since = Instant.now();
			LOG.warn("{} is away ({}), and is not asked for a while: {}", name, setting,
					trouble == null ? "it is slow" : trouble);
		}
		else if (transition.getToState() == State.CLOSED) {
			since = Instant.now();
			LOG.info("{} is back", name);
		}
	}
}
