package dev.madang.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

import dev.madang.counter.StoredViews;
import dev.madang.platform.Certificates;
import dev.madang.platform.ClusterSignals;
import dev.madang.platform.engine.Engines;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import redis.clients.jedis.util.JedisURIHelper;

/** Redis, where {@code madang.redis.url} is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("madang.redis.url")
@EnableConfigurationProperties(RedisProperties.class)
class RedisConfiguration {

	@Bean
	Redis redis(RedisProperties properties, Engines engines) {
		var trusting = properties.certificates() == null
				? null
				: Certificates.sockets("madang.redis.certificates", properties.certificates());
		return new Redis(uri(properties.url()), properties.prefix(), properties.within(), trusting, engines);
	}

	/** The text may have a password in it, and is not repeated. */
	private static URI uri(String url) {
		try {
			var uri = new URI(url.strip());
			if (JedisURIHelper.isValid(uri) && (JedisURIHelper.isRedisScheme(uri) || JedisURIHelper.isRedisSSLScheme(uri))) {
				return uri;
			}
		}
		catch (URISyntaxException e) {
			// is told below
		}
		throw new InvalidConfigurationPropertyValueException("madang.redis.url", null,
				"it must be such as redis://:password@host:6379/0");
	}

	@Bean
	RedisViews redisViews(Redis redis, StoredViews stored, ClusterSignals signals, RedisProperties properties) {
		return new RedisViews(redis, stored, signals, properties.viewsEvery(), Duration.ofSeconds(1));
	}

	@Bean
	RedisLimits redisLimits(Redis redis) {
		return new RedisLimits(redis);
	}

	/** Is told of each entry before what this process has read for all is. */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	RedisCache redisCache(Redis redis) {
		return new RedisCache(redis);
	}

	@Bean
	RedisSignals redisSignals(Redis redis, ClusterSignals signals) {
		return new RedisSignals(redis, signals);
	}
}
