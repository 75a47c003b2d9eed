package dev.madang.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.HashMap;

import dev.madang.Madang;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/**
 * The same as {@link MadangTest} on a second database, for whole packages whose tests mostly wait: they share another context, and run
 * one after the other beside those of the first, from the beginning.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Aside
@ResourceLock("second")
@Order(1)
@SpringBootTest(classes = Madang.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = SecondMadangTest.Settings.class)
@Import({ Community.class, Statements.class, Client.class, Mailbox.class })
public @interface SecondMadangTest {

	/** A database of their own, and otherwise what the first has. */
	final class Settings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			var settings = new HashMap<>(TestDatabase.fresh("second"));
			settings.remove("spring.datasource.hikari.maximum-pool-size");
			settings.putAll(Issuer.OF_MOST.settings());
			context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("second", settings));
		}
	}
}
