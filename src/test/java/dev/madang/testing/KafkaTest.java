package dev.madang.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import dev.madang.Madang;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test over a community whose events are in Kafka, with a database of its own. All of them share one
 * context and one broker, which some of them stop, so that they run one after the other, and first: they are the longest.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Aside
@ResourceLock("kafka")
@Order(1)
@SpringBootTest(classes = Madang.class, webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@ContextConfiguration(initializers = KafkaTest.Settings.class)
@Import({ Community.class, Client.class, Mailbox.class, Chromium.class })
public @interface KafkaTest {

	/** Where the broker is, whose events come in, and a way to the database that may be cut. */
	final class Settings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		private static final String URL = "spring.datasource.url";

		private static @Nullable FaultyProxy database;

		/** The way to the database. */
		public static FaultyProxy database() {
			return Objects.requireNonNull(database);
		}

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			var settings = new HashMap<>(TestDatabase.fresh("kafka"));
			var url = URI.create(String.valueOf(settings.get(URL)).substring("jdbc:".length()));
			database = new FaultyProxy(url.getPort());
			settings.put(URL, "jdbc:" + url.toString().replace(":" + url.getPort() + "/", ":" + database.port() + "/"));
			var port = TestDatabase.freePort();
			settings.putAll(Map.of("server.port", port, "madang.url", "http://localhost:" + port));
			settings.putAll(Map.of("madang.kafka.bootstrap-servers", TestKafka.shared().servers(), "madang.kafka.consume",
					"shop-orders,post", "madang.webhooks.allow-private", "true", "logging.level.kafka", "ERROR"));
			context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("kafka", settings));
		}
	}
}
