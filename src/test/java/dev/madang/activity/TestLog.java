package dev.madang.activity;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.madang.activity.LogDispatch.Next;
import dev.madang.activity.LogDispatch.Outcome;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import dev.madang.platform.ClusterSignals;
import dev.madang.platform.SignalRelay;
import dev.madang.testing.TestDatabase;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** A log in a database of its own, with nothing else that writes to it or reads it. */
final class TestLog implements AutoCloseable {

	static final EventType HAPPENED = new EventType("test", Action.PUT);

	private final HikariDataSource dataSource = new HikariDataSource();

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final LogReader reader;

	private final LogSignal signal;

	private final LogDispatch dispatch;

	private final ActivityLog log;

	TestLog(String database) {
		dataSource.setDataSource(TestDatabase.migrated(database));
		jdbc = JdbcClient.create(dataSource);
		transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
		reader = new LogReader(jdbc);
		signal = new LogSignal(new ClusterSignals(dataSource, jdbc,
				new StaticListableBeanFactory().getBeanProvider(SignalRelay.class)));
		dispatch = new LogDispatch(jdbc, transaction, reader, signal);
		log = new ActivityLog(jdbc, JsonMapper.builder().build(), signal,
				new StaticListableBeanFactory().getBeanProvider(Committed.class));
	}

	@Override
	public void close() {
		dataSource.close();
	}

	DataSource dataSource() {
		return dataSource;
	}

	JdbcClient jdbc() {
		return jdbc;
	}

	TransactionTemplate transaction() {
		return transaction;
	}

	LogReader reader() {
		return reader;
	}

	LogDispatch dispatch() {
		return dispatch;
	}

	Dispatcher dispatcher(LogConsumer... consumers) {
		return new Dispatcher(dispatch, reader, List.of(consumers), signal);
	}

	/** Something happens to the subject of this id, which {@link Recorder}s remember. */
	void happen(long id) {
		transaction.executeWithoutResult(status -> log.append(Viewer.ANYBODY, HAPPENED, new Subject("test", id),
				Map.of()));
	}

	Outcome batch(LogConsumer... consumers) {
		return dispatch.batch(List.of(consumers));
	}

	/** Until there is nothing more. */
	void readAll(LogConsumer... consumers) {
		var outcome = batch(consumers);
		while (outcome.next() != Next.NOTHING || !outcome.behind().isEmpty()) {
			outcome = batch(consumers);
		}
	}

	void register(Collection<? extends LogConsumer> consumers) {
		dispatch.register(List.copyOf(consumers));
	}

	int failures(LogConsumer consumer) {
		return jdbc.sql("select failures from log_consumer where name = :name").param("name", consumer.name())
				.query(Integer.class).single();
	}

	/** The errors with which a consumer's entries are parked. */
	List<String> parked(LogConsumer consumer) {
		return jdbc.sql("select error from parked_activity where consumer = :name").param("name", consumer.name())
				.query(String.class).list();
	}
}
