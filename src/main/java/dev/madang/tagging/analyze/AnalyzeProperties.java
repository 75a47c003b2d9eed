package dev.madang.tagging.analyze;

import java.net.URI;
import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A server that names tags.
 *
 * @param analyzeUrl the whole address, such as {@code http://localhost:8000/analyze}
 * @param within the most that anybody waits for it
 */
@ConfigurationProperties("madang.ai")
record AnalyzeProperties(URI analyzeUrl, @DefaultValue("2s") Duration within) {
}
