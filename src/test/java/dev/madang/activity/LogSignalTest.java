package dev.madang.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

import dev.madang.platform.ClusterSignals;
import dev.madang.platform.SignalRelay;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Who is told that the log has grown, where the database is away by then. */
class LogSignalTest {

	private static final class Away extends AbstractDataSource {

		@Override
		public Connection getConnection() throws SQLException {
			throw new SQLException("away", "08001");
		}

		@Override
		public Connection getConnection(String user, String password) throws SQLException {
			return getConnection();
		}
	}

	private final Away database = new Away();

	private final LogSignal signal = new LogSignal(new ClusterSignals(database, JdbcClient.create(database),
			new StaticListableBeanFactory().getBeanProvider(SignalRelay.class)));

	private final AtomicInteger told = new AtomicInteger();

	@Test
	void aNodeThatOnlyRelaysAsksTheDatabaseNothing() {
		signal.relayBy(told::incrementAndGet);
		signal.written();
		assertThat(told).hasValue(1);
	}

	@Test
	void readersAndRelaysAreTold() {
		signal.on(told::incrementAndGet);
		signal.relayBy(told::incrementAndGet);
		signal.written();
		assertThat(told).hasValue(2);
	}

	@Test
	void aProgramWithNeitherTellsWithItsTransaction() {
		assertThatThrownBy(signal::written).isInstanceOf(DataAccessException.class);
	}
}
