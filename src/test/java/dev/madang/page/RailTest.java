package dev.madang.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.madang.platform.Viewer;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

@MadangTest
class RailTest {

	@Autowired
	PageResolver by;

	@Test
	void thePlacesOfAPageArePutTogetherOnce() {
		var asked = new AtomicInteger();
		Rail rail = page -> List.of(new Rail.Entry("/c/x", "x", 0, String.valueOf(asked.incrementAndGet()), false, false));
		var beans = new StaticListableBeanFactory(Map.of("rail", rail));
		var slots = new Slots(beans);
		var page = new Page(new PageResolver(by.messages, by.problems, by.community, slots, by.assets, by.site, by.json),
				Viewer.ANYBODY, Locale.KOREAN, new Preferences.Look("auto", "comfortable"),
				"/", null, null);
		assertThat(page.rail()).isEqualTo(page.rail()).hasSize(1);
		assertThat(asked).hasValue(1);
	}
}
