package dev.madang.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.madang.Madang;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test over the whole application as a real browser shows it, beside the others: its pages are of a database of its own. All of
 * them share one context and its browser, and run one at a time. {@code mvn test -Pbrowser} runs them.
 */
@Tag("browser")
@Aside
@ResourceLock("browser")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(classes = Madang.class, webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@ContextConfiguration(initializers = Chromium.Settings.class)
@Import({ Community.class, Client.class, Chromium.class })
@EnabledIf(value = "dev.madang.testing.Chromium#isInstalled", disabledReason = "there is no Chromium on this machine")
public @interface ChromiumTest {
}
