package dev.madang.media;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param quota how much room all pictures of one member may take
 * @param perHour how many pictures a member may send within an hour
 */
@ConfigurationProperties("madang.media")
record MediaSettings(@DefaultValue("500MB") DataSize quota, @DefaultValue("200") int perHour) {
}
