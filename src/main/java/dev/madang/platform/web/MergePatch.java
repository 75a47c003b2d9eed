package dev.madang.platform.web;

import dev.madang.platform.Problem;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON Merge Patch, RFC 7396, over a record of what may be changed. */
@Component
public class MergePatch {

	private final JsonMapper mapper;

	MergePatch(JsonMapper mapper) {
		this.mapper = mapper;
	}

	/**
	 * What a record becomes by a patch, as strictly read as any other body.
	 *
	 * @throws Problem 400 if the patch is no object
	 */
	public <T> T apply(T current, JsonNode patch, Class<T> type) {
		if (!patch.isObject()) {
			throw Problem.malformed("malformed-json");
		}
		return mapper.treeToValue(merge(mapper.valueToTree(current), patch), type);
	}

	private JsonNode merge(JsonNode target, JsonNode patch) {
		if (!patch.isObject()) {
			return patch;
		}
		var result = target.isObject() ? (ObjectNode) target : mapper.createObjectNode();
		for (var field : patch.properties()) {
			if (field.getValue().isNull()) {
				result.putNull(field.getKey());
			}
			else {
				result.set(field.getKey(), merge(result.path(field.getKey()), field.getValue()));
			}
		}
		return result;
	}
}
