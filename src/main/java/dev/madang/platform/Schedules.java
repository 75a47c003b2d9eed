package dev.madang.platform;

import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Threads for what is done now and then. By default there would be one for whatever has a pause after it, so that a build of
 * minutes, or emails to thousands, would hold up the counting of views.
 */
@Configuration(proxyBeanMethods = false)
class Schedules {

	private static final int THREADS = 8;

	@Bean
	ThreadPoolTaskScheduler taskScheduler(ThreadPoolTaskSchedulerBuilder builder) {
		return builder.poolSize(THREADS).threadNamePrefix("now-and-then-").build();
	}
}
