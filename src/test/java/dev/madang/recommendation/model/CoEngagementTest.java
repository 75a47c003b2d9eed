package dev.madang.recommendation.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

class CoEngagementTest {

	@Test
	void thingsOfTheSamePeopleAreNeighboursAndThingsOfNobodyHaveNone() {
		var all = new Engagements();
		for (int member = 0; member < 10; member++) {
			all.add(member, member % 2, 100, 1, true);
			all.add(member, 2 + member % 2, 101, 1, true);
		}
		var together = CoEngagement.of(all.sorted(10), all.starts(10), 5, 2, 100, 10, part -> {
		});
		assertThat(together.neighbour(0, 0)).isEqualTo(2);
		assertThat(together.neighbour(1, 0)).isEqualTo(3);
		assertThat(together.count(4)).isZero();
	}

	@Test
	void whatIsNearInTimeCountsMore() {
		var all = new Engagements();
		for (int member = 0; member < 10; member++) {
			all.add(member, 0, 1_000, 1, true);
			all.add(member, 1, 1_001, 1, true);
			all.add(10 + member, 0, 1_000, 1, true);
			all.add(10 + member, 2, 5_000, 1, true);
		}
		var together = CoEngagement.of(all.sorted(20), all.starts(20), 3, 2, 100, 10, part -> {
		});
		assertThat(together.neighbour(0, 0)).isEqualTo(1);
		assertThat(together.weight(0, 0)).isGreaterThan(2 * together.weight(0, 1));
	}

	@Test
	void takesNoMoreThingsThanItIsAllowed() {
		var all = new Engagements();
		for (int member = 0; member < 10; member++) {
			for (int thing = 0; thing <= member; thing++) {
				all.add(member, thing, 1, 1, true);
			}
		}
		var together = CoEngagement.of(all.sorted(10), all.starts(10), 10, 1, 4, 10, part -> {
		});
		assertThat(List.of(together.count(0), together.count(3))).doesNotContain(0);
		assertThat(together.count(4)).isZero();
	}

	@Test
	void likenessIsOfRareWords() {
		var vocabulary = new Vocabulary();
		for (int thing = 0; thing < 20; thing++) {
			vocabulary.add(thing, thing % 5 == 0 ? Set.of("영화", "우주") : Set.of("영화", "홀로" + thing));
		}
		var alike = Likeness.of(vocabulary, 20);
		assertThat(alike.count(0)).isEqualTo(3);
		assertThat(alike.neighbour(0, 0)).isEqualTo(5);
		assertThat(alike.count(1)).isZero();
	}
}
