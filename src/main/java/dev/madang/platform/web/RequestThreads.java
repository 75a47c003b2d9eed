package dev.madang.platform.web;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;

import org.apache.coyote.AbstractProtocol;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/**
 * Serves each request on a virtual thread, and so many at a time. A connection whose request is being served has buffers of some
 * 70 KB; one that waits here has none yet.
 */
@Component
@ConditionalOnWebApplication
public class RequestThreads implements Executor, WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

	/** Many more than are worked on ({@link RequestPlaces}): some receive, some send, some wait. */
	private static final int MOST = 256;

	/** One request's share, given back once. */
	private static final class Share {

		private static final ThreadLocal<Share> CURRENT = new ThreadLocal<>();

		private @Nullable RequestThreads of;

		Share(RequestThreads of) {
			this.of = of;
		}

		void giveBack() {
			var threads = of;
			of = null;
			if (threads != null) {
				threads.running.release();
				threads.startWaiting();
			}
		}
	}

	private final ThreadFactory threads = Thread.ofVirtual().name("tomcat-handler-", 0).factory();

	private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

	private final Semaphore running;

	RequestThreads() {
		this(MOST);
	}

	RequestThreads(int most) {
		running = new Semaphore(most);
	}

	/** After Spring Boot, which has an executor of its own for virtual threads. */
	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		factory.addProtocolHandlerCustomizers(protocol -> ((AbstractProtocol<?>) protocol).setExecutor(this));
	}

	@Override
	public void execute(Runnable task) {
		waiting.add(task);
		startWaiting();
	}

	private void startWaiting() {
		while (!waiting.isEmpty() && running.tryAcquire()) {
			var task = waiting.poll();
			if (task == null) {
				running.release();
			}
			else {
				threads.newThread(() -> run(task)).start();
			}
		}
	}

	private void run(Runnable task) {
		var share = new Share(this);
		Share.CURRENT.set(share);
		try {
			task.run();
		}
		finally {
			share.giveBack();
		}
	}

	/** The current request goes on for long without doing much, such as a stream of events: others need not wait for it. */
	public static void lasts() {
		var share = Share.CURRENT.get();
		if (share != null) {
			share.giveBack();
		}
	}
}
