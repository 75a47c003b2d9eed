package dev.madang.cluster;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The first thing that a node with pages of a cluster does when it is to end: nothing, for a while. Spring has said by then that it is not ready,
 * and it answers as before until a proxy has noticed, but keeps no connection open. What is closed afterwards nobody sends anything to.
 */
@Component
@ConditionalOnProperty(name = "madang.role", havingValue = "node")
@Order(Ordered.HIGHEST_PRECEDENCE)
class Drain extends OncePerRequestFilter {

	private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

	private final ClusterProperties properties;

	private final NodeRegistry registry;

	private volatile boolean draining;

	Drain(ClusterProperties properties, NodeRegistry registry) {
		this.properties = properties;
		this.registry = registry;
	}

	/** Before the schedulers hear of it, which would store no views any more. */
	@EventListener
	@Order(Ordered.HIGHEST_PRECEDENCE)
	void drain(ContextClosedEvent event) throws InterruptedException {
		if (properties.cluster() && registry.isRunning()) {
			draining = true;
			LOG.info("This node is not ready any more, and ends in {} ms", properties.drain().toMillis());
			var _ = new CountDownLatch(1).await(properties.drain().toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (draining) {
			response.setHeader(HttpHeaders.CONNECTION, "close");
		}
		chain.doFilter(request, response);
	}
}
