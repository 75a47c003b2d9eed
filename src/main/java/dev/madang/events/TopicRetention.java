package dev.madang.events;

import java.time.Duration;
import java.time.Instant;

import dev.madang.platform.OnWorkers;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** A topic is a stream, no archive: what programs published goes after a while, and the oldest of what is too many. */
@Component
@ConditionalOnWebApplication
@EnableConfigurationProperties(TopicRetention.Properties.class)
class TopicRetention {

	/**
	 * @param keep how long an event that a program published is kept; an hour at least
	 * @param most how many such events of one topic are kept; the oldest are removed first
	 */
	@ConfigurationProperties("madang.events")
	record Properties(@DefaultValue("P30D") Duration keep, @DefaultValue("100000") int most) {

		Properties {
			if (keep.compareTo(Duration.ofHours(1)) < 0 || most < 1) {
				throw new IllegalArgumentException("madang.events.keep is an hour at least, madang.events.most 1");
			}
		}
	}

	private final JdbcClient jdbc;

	private final Properties properties;

	TopicRetention(JdbcClient jdbc, Properties properties) {
		this.jdbc = jdbc;
		this.properties = properties;
	}

	@Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT5M")
	@OnWorkers
	void sweep() {
		sweep(Instant.now().minus(properties.keep()), properties.most());
	}

	void sweep(Instant before, int most) {
		jdbc.sql("delete from event where at < :before::timestamptz").param("before", before.toString()).update();
		jdbc.sql("""
				delete from event e using (
				  select t.id as topic_id, o.xact, o.id
				  from topic t cross join lateral (
				    select xact, id from event where topic_id = t.id order by xact desc, id desc offset :most limit 1) o) old
				where e.topic_id = old.topic_id and (e.xact, e.id) <= (old.xact, old.id)
				""").param("most", most).update();
	}
}
