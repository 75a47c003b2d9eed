package dev.madang.notification;

import java.time.LocalTime;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param streams how many streams may be open on a node; each holds a connection and some 60 kB
 * @param digestAt from when on digests are sent, in the community's zone
 */
@ConfigurationProperties("madang.notification")
record Properties(@DefaultValue("500") int streams, @DefaultValue("08:00") LocalTime digestAt) {
}
