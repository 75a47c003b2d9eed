package dev.madang.testing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import dev.madang.activity.Action;
import dev.madang.activity.Committed;
import dev.madang.activity.EventType;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.MethodExecutionContext;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Counts the statements and commits of the application, by the threads that answer requests. */
public class Statements implements BeanPostProcessor {

	private final List<String> texts = new CopyOnWriteArrayList<>();

	private final AtomicInteger commits = new AtomicInteger();

	private final ObjectProvider<Committed> readers;

	Statements(ObjectProvider<Committed> readers) {
		this.readers = readers;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		if (!(bean instanceof DataSource dataSource) || !"dataSource".equals(name)) {
			return bean;
		}
		return ProxyDataSourceBuilder.create(dataSource).listener(new QueryExecutionListener() {

			@Override
			public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
				if (isRequest()) {
					queries.forEach(query -> texts.add(query.getQuery()));
				}
			}

			@Override
			public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
				// counted before
			}
		}).afterMethod(this::afterMethod).build();
	}

	private void afterMethod(MethodExecutionContext context) {
		if ("commit".equals(context.getMethod().getName()) && isRequest()) {
			commits.incrementAndGet();
		}
	}

	/**
	 * Requests are answered by Tomcat's virtual threads; consumers and schedules have names of their own. What another test listens to
	 * still is no request of this one: it reads when a signal comes.
	 */
	private static boolean isRequest() {
		return Thread.currentThread().getName().startsWith("tomcat-handler") && StackWalker.getInstance()
				.walk(frames -> frames
						.noneMatch(frame -> frame.getClassName().startsWith("dev.madang.notification.NotificationStream")));
	}

	/** The next request of a guest is answered anew, as after a change of something. */
	public void forgetAnswers() {
		readers.forEach(reader -> reader.committed(new EventType("post", Action.EDITED), null, Map.of()));
	}

	/** What was sent to the database since the last call. */
	public List<String> take() {
		var taken = List.copyOf(texts);
		texts.clear();
		commits.set(0);
		return taken;
	}

	public int commits() {
		return commits.get();
	}
}
