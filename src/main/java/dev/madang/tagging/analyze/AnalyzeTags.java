package dev.madang.tagging.analyze;

import java.net.URI;
import java.util.List;
import java.util.Map;

import dev.madang.platform.OutsideServer;
import dev.madang.tagging.TagSource;
import tools.jackson.databind.JsonNode;

/** Posts {@code {title, content}} and reads {@code {tags: []}}. */
final class AnalyzeTags implements TagSource, AutoCloseable {

	private final OutsideServer server;

	private final URI address;

	AnalyzeTags(OutsideServer server, URI address) {
		this.server = server;
		this.address = address;
	}

	@Override
	public String name() {
		return "analyze";
	}

	@Override
	public List<String> tags(String title, String body) {
		return server.post(address, Map.of("title", title, "content", body))
				.map(answer -> answer.path("tags").valueStream().filter(JsonNode::isString).map(JsonNode::asString).toList())
				.orElse(List.of());
	}

	@Override
	public void close() {
		server.close();
	}
}
