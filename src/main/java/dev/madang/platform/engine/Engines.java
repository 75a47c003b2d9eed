package dev.madang.platform.engine;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The engines that are turned on. */
@Component
public class Engines {

	private static final Duration RESTS = Duration.ofSeconds(5);

	/** Nobody may have asked one for longer than this, so that its state is known. */
	private static final Duration IDLE = Duration.ofSeconds(30);

	private final List<Engine> all = new CopyOnWriteArrayList<>();

	private final ObjectProvider<MeterRegistry> metrics;

	private final Duration rests;

	private volatile @Nullable EngineTrace traces;

	@Autowired
	Engines(ObjectProvider<MeterRegistry> metrics) {
		this(metrics, RESTS);
	}

	/** @param rests so often one that is away is asked whether it is back */
	public Engines(ObjectProvider<MeterRegistry> metrics, Duration rests) {
		this.metrics = metrics;
		this.rests = rests;
	}

	/**
	 * Turns one on.
	 *
	 * @param slow a call that takes so long counts as one that failed
	 * @param probe what finds out whether it is there, with a time-out of its own
	 */
	public Engine add(String name, String setting, Duration slow, Engine.Work<?> probe) {
		return add(name, setting, slow, rests, probe);
	}

	/** One of which each call may cost something: only who needs it asks it. */
	public Engine add(String name, String setting, Duration slow) {
		return add(name, setting, slow, Duration.ofSeconds(30), null);
	}

	private Engine add(String name, String setting, Duration slow, Duration rests, Engine.@Nullable Work<?> probe) {
		var engine = new Engine(name, setting, slow, rests, probe, metrics.getIfAvailable(SimpleMeterRegistry::new));
		engine.tracedBy(traces);
		all.add(engine);
		return engine;
	}

	/** By name. */
	public List<Engine> all() {
		return all.stream().sorted(Comparator.comparing(Engine::name)).toList();
	}

	/** Now that all beans are there: the collector of traces is an engine itself. */
	@EventListener
	void trace(ContextRefreshedEvent event) {
		traces = event.getApplicationContext().getBeanProvider(EngineTrace.class).getIfAvailable();
		all.forEach(engine -> engine.tracedBy(traces));
	}

	/** Finds out in the background how those are that nobody has asked for a while, or that are away. */
	@Scheduled(fixedDelayString = "PT1S")
	public void look() {
		all.forEach(engine -> engine.look(IDLE));
	}
}
