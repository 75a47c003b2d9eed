package dev.madang.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.HashMap;
import java.util.Map;

import dev.madang.Madang;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test over a community that looks at some words first, and lets newcomers write little. All of them share one context, and its
 * database with nobody else, so that they run beside the others, one after the other.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Aside
@ResourceLock("screening")
@SpringBootTest(classes = Madang.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = ScreenedTest.Settings.class)
@Import({ Community.class, Client.class, Mailbox.class })
public @interface ScreenedTest {

	/** What is looked at, and how little it is. */
	final class Settings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			var settings = new HashMap<>(TestDatabase.fresh("screening"));
			settings.putAll(Map.of("madang.limits.enabled", "true", "madang.moderation.words", "도박장, casino",
					"madang.moderation.newcomer.days", "3", "madang.moderation.newcomer.links", "2",
					"madang.moderation.newcomer.posts", "4", "madang.moderation.newcomer.comments", "6",
					"madang.moderation.public-log", "true"));
			context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("screening", settings));
		}
	}
}
