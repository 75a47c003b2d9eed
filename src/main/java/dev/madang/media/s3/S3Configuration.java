package dev.madang.media.s3;

import java.time.Duration;

import dev.madang.media.WorkFolder;
import dev.madang.platform.PictureHosts;
import dev.madang.platform.engine.Engine;
import dev.madang.platform.engine.Engines;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Pictures in a bucket, where {@code madang.s3.bucket} is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("madang.s3.bucket")
@EnableConfigurationProperties(S3Properties.class)
class S3Configuration {

	/** Large files take seconds. */
	private static final Duration SLOW = Duration.ofSeconds(10);

	@Bean
	@Primary
	S3Store bucketStore(S3Properties properties, Engines engines, WorkFolder work) {
		var bucket = new Bucket(properties);
		Engine.Work<Boolean> probe = () -> {
			bucket.probe();
			return true;
		};
		var engine = engines.add("s3", "madang.s3.bucket", SLOW, probe);
		// what is wrong with the settings is told at the start, which does not wait for it
		Thread.ofVirtual().name("s3-probe").start(() -> engine.tried(probe));
		return new S3Store(properties, bucket, engine, work);
	}

	@Bean
	PictureHosts pictureHosts(S3Store store) {
		return store.hosts();
	}
}
