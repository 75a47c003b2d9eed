package dev.madang.platform;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.PriorityOrdered;

/** Puts the gate before the pool, for everybody. */
@Configuration(proxyBeanMethods = false)
class DatabaseGateConfiguration {

	@Bean
	static Gates databaseGate() {
		return new Gates();
	}

	/** First, so that whatever else goes around a pool finds the gate there already. */
	static final class Gates implements BeanPostProcessor, PriorityOrdered {

		@Override
		public Object postProcessAfterInitialization(Object bean, String name) {
			return bean instanceof HikariDataSource pool ? new DatabaseGate(pool) : bean;
		}

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}
	}
}
