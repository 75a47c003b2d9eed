package dev.madang.page;

import java.time.ZoneId;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The time zone in which the community lives: its days begin and end there. */
@ConfigurationProperties("madang")
public record CommunityZone(@DefaultValue("Asia/Seoul") ZoneId zone) {
}
