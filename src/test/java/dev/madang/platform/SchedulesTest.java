package dev.madang.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import dev.madang.testing.Aside;
import org.junit.jupiter.api.Test;
import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.config.ScheduledTaskHolder;

/** What is done now and then on nodes that do background work, and on those that do not. */
@Aside
class SchedulesTest {

	static class Everywhere {

		@Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1H")
		void flushOwn() {
			throw new IllegalStateException("not within an hour");
		}

		@Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1H")
		@OnWorkers
		void sweep() {
			throw new IllegalStateException("not within an hour");
		}
	}

	@OnWorkers
	static class Work {
	}

	@OnWorkers(false)
	static class Instead {
	}

	private static AnnotationConfigApplicationContext with(String worker) {
		var context = new AnnotationConfigApplicationContext();
		context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", Map.of("madang.worker", worker)));
		context.registerBean(ThreadPoolTaskSchedulerBuilder.class, () -> new ThreadPoolTaskSchedulerBuilder());
		context.register(Schedules.class, Everywhere.class, Work.class, Instead.class);
		context.refresh();
		return context;
	}

	private static Iterable<String> methods(AnnotationConfigApplicationContext context) {
		return context.getBean(ScheduledTaskHolder.class).getScheduledTasks().stream().map(task -> task.toString())
				.map(name -> name.replaceAll(".*\\.", "")).toList();
	}

	@Test
	void aWorkerDoesEverything() {
		try (var context = with("true")) {
			assertThat(methods(context)).containsExactlyInAnyOrder("flushOwn", "sweep");
			assertThat(context.getBeanProvider(Work.class).getIfAvailable()).isNotNull();
			assertThat(context.getBeanProvider(Instead.class).getIfAvailable()).isNull();
		}
	}

	@Test
	void anotherNodeDoesWhatIsItsOwn() {
		try (var context = with("off")) {
			assertThat(methods(context)).containsExactly("flushOwn");
			assertThat(context.getBeanProvider(Work.class).getIfAvailable()).isNull();
			assertThat(context.getBeanProvider(Instead.class).getIfAvailable()).isNotNull();
		}
	}
}
