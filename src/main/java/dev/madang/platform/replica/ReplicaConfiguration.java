package dev.madang.platform.replica;

import java.sql.SQLException;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.madang.platform.engine.Engines;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("madang.database.replica-url")
@ConditionalOnWebApplication
class ReplicaConfiguration {

	@Bean
	Replica databaseReplica(ReplicaProperties properties, DataSource database, JdbcClient jdbc, Engines engines,
			MeterRegistry metrics) throws SQLException {
		var pool = Replica.pool(String.valueOf(properties.replicaUrl()), database.unwrap(HikariDataSource.class));
		return new Replica(pool, jdbc, engines, metrics);
	}
}
