package dev.madang.search;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Where the index is kept up to the log: one in a home by each node with pages, one that all share by those that do background work. */
final class FollowsIndex implements Condition {

	@Override
	public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
		var environment = context.getEnvironment();
		return environment.containsProperty("madang.opensearch.url")
				? Binder.get(environment).bind("madang.worker", Boolean.class).orElse(true)
				: "node".equals(environment.getProperty("madang.role", "node"));
	}
}
