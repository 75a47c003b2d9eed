package dev.madang.platform;

import java.lang.reflect.Method;

import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.TaskManagementConfigUtils;

/**
 * What is done now and then: threads for it, and that a method with {@link OnWorkers} is called on workers only. By default there
 * would be one thread for whatever has a pause after it, so that a build of minutes, or emails to thousands, would hold up the counting
 * of views.
 */
@Configuration(proxyBeanMethods = false)
class Schedules {

	private static final int THREADS = 8;

	@Bean
	ThreadPoolTaskScheduler taskScheduler(ThreadPoolTaskSchedulerBuilder builder) {
		return builder.poolSize(THREADS).threadNamePrefix("now-and-then-").build();
	}

	/** In the place of that of {@code @EnableScheduling}, whose name Spring Boot looks for. */
	@Bean(TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME)
	static ScheduledAnnotationBeanPostProcessor scheduledMethods(Environment environment) {
		var isWorker = WorkerCondition.isWorker(environment);
		return new ScheduledAnnotationBeanPostProcessor() {

			@Override
			protected void processScheduled(Scheduled scheduled, Method method, Object bean) {
				if (isWorker || !method.isAnnotationPresent(OnWorkers.class)) {
					super.processScheduled(scheduled, method, bean);
				}
			}
		};
	}
}
