package dev.madang.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

import dev.madang.platform.ClusterSignals;
import dev.madang.platform.SiteUrl;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.context.ApplicationContext;

/** Deliveries to push services on this machine. The program's own, which would not go there, rest meanwhile. */
final class Pushing implements AutoCloseable {

	private final ApplicationContext context;

	private final Community community;

	private final PushQueue queue;

	private final PushClient client;

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final List<PushDelivery> nodes = new ArrayList<>();

	Pushing(ApplicationContext context) {
		this.context = context;
		this.community = context.getBean(Community.class);
		this.queue = context.getBean(PushQueue.class);
		this.client = new PushClient(context.getBean(PushKeys.class), context.getBean(SiteUrl.class),
				new Properties(1, LocalTime.MIDNIGHT, true));
		context.getBean(PushDelivery.class).stop();
		community.jdbc().sql("delete from push_subscription").update();
	}

	/** As a browser does, whose push service is on the internet; it is led to another afterwards. */
	void subscribe(Person person, PushedDevice device, PushService at) {
		assertThat(person.client().put("/users/me/push-subscriptions", device.subscription()).status()).isEqualTo(204);
		community.jdbc().sql("update push_subscription set endpoint = :here where endpoint = :there")
				.param("here", at.origin() + device.path()).param("there", device.endpoint()).update();
	}

	private PushDelivery node() {
		return new PushDelivery(queue, context.getBean(UnreadSince.class), context.getBean(UnreadCounts.class),
				context.getBean(PushMessages.class), client, context.getBean(ClusterSignals.class), meters);
	}

	/** Another node that delivers by itself. */
	void start() {
		var node = node();
		nodes.add(node);
		node.start();
	}

	/** Tells every device what it is to be told by now. */
	void deliver() {
		new Listening(community).settle();
		for (var due = queue.take(List.of()); due.isPresent(); due = queue.take(List.of())) {
			node().deliver(due.get());
		}
	}

	/** The same when the pauses are over. */
	void deliverAgain() {
		community.jdbc().sql("update push_subscription set next_at = now()").update();
		deliver();
	}

	/** The devices that are not told everything yet. */
	int due() {
		return community.jdbc().sql("select count(*) from push_subscription where due_up_to > sent_up_to").query(Integer.class)
				.single();
	}

	/** For how many seconds the one device pauses. */
	long pause() {
		return community.jdbc().sql("select extract(epoch from next_at - now())::bigint from push_subscription")
				.query(Long.class).single();
	}

	double counted(String result) {
		return meters.counter("madang.push.messages", "result", result).count();
	}

	@Override
	public void close() throws IOException {
		nodes.forEach(PushDelivery::stop);
		client.close();
		community.jdbc().sql("delete from push_subscription").update();
		context.getBean(PushDelivery.class).start();
	}
}
