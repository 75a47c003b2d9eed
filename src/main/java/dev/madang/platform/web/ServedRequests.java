package dev.madang.platform.web;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * What is told of each request that was served, whoever served it: a line in the log and its time in the metrics. The route is
 * the pattern, not the path, so that lines can be counted by it, and there are no more meters than routes, methods and statuses.
 */
@Component
@ConditionalOnWebApplication
public class ServedRequests {

	static final String LOGGER = "madang.request";

	private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

	/** The attribute under which a filter chain leaves the member's id for the line. */
	static final String MEMBER = ServedRequests.class.getName() + ".member";

	private static final String ERROR = ServedRequests.class.getName() + ".error";

	private static final String NAME = "http.server.requests";

	private static final String UNKNOWN = "UNKNOWN";

	private static final Set<String> METHODS = Stream.of(HttpMethod.values()).map(HttpMethod::name)
			.collect(Collectors.toUnmodifiableSet());

	/** From these buckets Prometheus works out quantiles of all nodes together. */
	private static final Duration[] BOUNDS = LongStream.of(5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000)
			.mapToObj(Duration::ofMillis).toArray(Duration[]::new);

	private record Kind(String method, int status, @Nullable String route, @Nullable Class<?> error) {
	}

	private final MeterRegistry registry;

	private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

	private final Map<String, LongTaskTimer> active = new ConcurrentHashMap<>();

	ServedRequests(MeterRegistry registry) {
		this.registry = registry;
	}

	/** Has a request counted by what a filter refused it for. */
	public static void refused(HttpServletRequest request, Exception why) {
		request.setAttribute(ERROR, why);
	}

	/** What a request failed with, where no handler has made an answer for programs of it. */
	static @Nullable Throwable error(HttpServletRequest request) {
		var refused = (Throwable) request.getAttribute(ERROR);
		return refused == null ? (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) : refused;
	}

	/** Has the request counted among those that are being served, until its sample is stopped. */
	LongTaskTimer.Sample begin(HttpServletRequest request) {
		return active.computeIfAbsent(known(request.getMethod()),
				method -> LongTaskTimer.builder(NAME + ".active").tags("exception", "none", "method", method, "outcome",
						"SUCCESS", "status", "200", "uri", UNKNOWN).register(registry))
				.start();
	}

	/**
	 * Writes its line, and counts it in the metrics as Spring's observation of requests would name it.
	 *
	 * @param route null if none was found
	 * @param error what was thrown, where no handler has made an answer of it
	 * @param nanos how long it took
	 */
	public void tell(HttpServletRequest request, @Nullable String route, int status, @Nullable Throwable error, long nanos) {
		timers.computeIfAbsent(
				new Kind(known(request.getMethod()), status, route, error == null ? null : error.getClass()), this::timer)
				.record(nanos, TimeUnit.NANOSECONDS);
		if (LOG.isInfoEnabled()) {
			LOG.atInfo().addKeyValue("id", request.getRequestId()).addKeyValue("member", request.getAttribute(MEMBER))
					.addKeyValue("method", request.getMethod()).addKeyValue("route", route == null ? "-" : route)
					.addKeyValue("status", status).addKeyValue("ms", nanos / 1_000_000).log("request");
		}
	}

	private Timer timer(Kind kind) {
		var error = kind.error() == null ? "none" : kind.error().getSimpleName();
		return Timer.builder(NAME).tags("error", error, "exception", error, "method", kind.method(), "outcome",
				outcome(kind.status()), "status", String.valueOf(kind.status()), "uri", uri(kind.route(), kind.status()))
				.serviceLevelObjectives(BOUNDS).register(registry);
	}

	private static String known(String method) {
		return METHODS.contains(method) ? method : UNKNOWN;
	}

	private static String outcome(int status) {
		if (status / 100 == 2) {
			return "SUCCESS";
		}
		var known = HttpStatus.resolve(status);
		return known == null ? UNKNOWN : known.series().name();
	}

	private static String uri(@Nullable String route, int status) {
		if (route != null) {
			return route.isEmpty() ? "root" : route;
		}
		return status / 100 == 3 ? "REDIRECTION" : status == 404 ? "NOT_FOUND" : UNKNOWN;
	}
}
