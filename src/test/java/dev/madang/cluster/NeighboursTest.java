package dev.madang.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.madang.cluster.Node.Role;
import dev.madang.testing.Aside;
import org.junit.jupiter.api.Test;

@Aside
class NeighboursTest {

	private static final Instant BEGIN = Instant.parse("2026-11-27T00:00:00Z");

	private static final UUID OTHER = UUID.randomUUID();

	private static Node node(UUID id, Role role, String version, boolean cluster, int seconds, String... differs) {
		return new Node(id, "there:8080", role, version, cluster, BEGIN, BEGIN.plusSeconds(seconds), false, List.of(differs));
	}

	@Test
	void oneThatIsLikeThisIsNoTrouble() {
		var neighbours = new Neighbours(true, Role.BOTH, "1");
		assertThat(neighbours.look(List.of(node(OTHER, Role.WEB, "1", true, 0)))).isEmpty();
		assertThat(neighbours.look(List.of(node(OTHER, Role.WEB, "1", true, 5)))).isEmpty();
	}

	@Test
	void oneThatWasKilledIsNoneAndOneThatLivesIsToldOfOnce() {
		var neighbours = new Neighbours(false, Role.BOTH, "1");
		assertThat(neighbours.look(List.of(node(OTHER, Role.BOTH, "1", false, 0)))).isEmpty();
		assertThat(neighbours.look(List.of(node(OTHER, Role.BOTH, "1", false, 0)))).isEmpty();
		assertThat(neighbours.look(List.of(node(OTHER, Role.BOTH, "1", false, 5)))).singleElement().asString()
				.contains("madang.cluster is not on");
		assertThat(neighbours.look(List.of(node(OTHER, Role.BOTH, "1", false, 10)))).isEmpty();
		assertThat(neighbours.troubles()).hasSize(1);
		assertThat(neighbours.look(List.of())).isEmpty();
		assertThat(neighbours.troubles()).isEmpty();
	}

	@Test
	void anotherVersionAndAnotherSettingAreNamed() {
		var neighbours = new Neighbours(true, Role.BOTH, "1");
		neighbours.look(List.of(node(OTHER, Role.WEB, "2", true, 0, "madang.mail.host")));
		assertThat(neighbours.look(List.of(node(OTHER, Role.WEB, "2", true, 5, "madang.mail.host")))).hasSize(2)
				.anySatisfy(trouble -> assertThat(trouble).contains("Madang 2"))
				.anySatisfy(trouble -> assertThat(trouble).contains("madang.mail.host"));
	}

	@Test
	void pagesWithoutAnybodyWhoWorksAreATrouble() {
		var neighbours = new Neighbours(true, Role.WEB, "1");
		assertThat(neighbours.look(List.of(node(OTHER, Role.WEB, "1", true, 0)))).singleElement().asString()
				.contains("madang.worker");
		assertThat(neighbours.look(List.of(node(OTHER, Role.WORKER, "1", true, 0)))).isEmpty();
	}
}
