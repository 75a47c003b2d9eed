package dev.madang.notification;

import java.time.LocalTime;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param streams how many pages and programs a node notifies at once; each holds a connection and some 60 kB
 * @param digestAt from what time of day on digests are mailed, in the community's zone
 * @param pushAllowPrivate whether push services may be on this machine and in private networks, and without TLS
 */
@ConfigurationProperties("madang.notification")
record Properties(@DefaultValue("500") int streams, @DefaultValue("08:00") LocalTime digestAt,
		@DefaultValue("false") boolean pushAllowPrivate) {
}
