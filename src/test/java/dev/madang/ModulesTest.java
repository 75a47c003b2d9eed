package dev.madang;

import dev.madang.testing.Aside;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

@Aside
class ModulesTest {

	@Test
	void dependenciesPointDownOnly() {
		ApplicationModules.of(Madang.class).verify();
	}
}
