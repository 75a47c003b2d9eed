package dev.madang.chat.pulsar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;

import dev.madang.chat.Fanout;
import dev.madang.chat.socket.FanoutContract;
import dev.madang.chat.socket.TestNode;
import dev.madang.testing.SecondMadangTest;
import dev.madang.testing.TestPulsar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pulsar as the way between nodes. */
@SecondMadangTest
@Tag("engines")
class PulsarFanoutTest extends FanoutContract {

	private final List<PulsarNode> nodes = new ArrayList<>();

	@Override
	protected Fanout connect(TestNode node) {
		var connected = new PulsarNode(node, TestPulsar.shared().settings());
		nodes.add(connected);
		await().until(connected::isUsed);
		return connected.fanout();
	}

	@AfterEach
	void disconnect() {
		nodes.forEach(PulsarNode::close);
	}

	@Test
	void aRoundTripGoesThroughEachPartition() throws Exception {
		assertThat(nodes.getFirst().topic().roundTrip()).isEqualTo(3);
	}
}
