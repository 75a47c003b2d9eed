package dev.madang.platform;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the gate before the pool, for everybody. */
@Configuration(proxyBeanMethods = false)
class DatabaseGateConfiguration {

	@Bean
	static BeanPostProcessor databaseGate() {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				return bean instanceof HikariDataSource pool ? new DatabaseGate(pool) : bean;
			}
		};
	}
}
