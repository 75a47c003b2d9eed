package dev.madang.platform;

import java.util.Objects;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether a component with {@link OnWorkers} is for this node. */
final class WorkerCondition implements Condition {

	static boolean isWorker(Environment environment) {
		return Binder.get(environment).bind("madang.worker", Boolean.class).orElse(true);
	}

	@Override
	public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
		var attributes = Objects.requireNonNull(metadata.getAnnotationAttributes(OnWorkers.class.getName()));
		return Objects.equals(attributes.get("value"), isWorker(context.getEnvironment()));
	}
}
