package dev.madang.tagging.analyze;

import java.net.URI;
import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A server that names tags.
 *
 * @param analyzeUrl the URL of a server that names tags, such as {@code http://localhost:8000/analyze}: JSON with
 * {@code title} and {@code content} is posted, a list {@code tags} is read. Use either this or {@code madang.ai.chat.url}. It is sent
 * public posts as they are published, and texts whose author asks for tags; for drafts and closed boards Madang's own tags answer
 * @param within the most that anybody waits for it; then, and for half a minute, Madang's own tags answer
 */
@ConfigurationProperties("madang.ai")
record AnalyzeProperties(URI analyzeUrl, @DefaultValue("2s") Duration within) {
}
