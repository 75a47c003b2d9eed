package dev.madang.community;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The settings of the program that count before those of the page: they are what the environment and madang.yaml say. */
@Component
class FixedSettings {

	private final Map<Setting, String> values = new EnumMap<>(Setting.class);

	FixedSettings(Environment environment) {
		var binder = Binder.get(environment);
		for (var setting : Setting.values()) {
			var value = setting == Setting.WORDS
					? String.join("\n", binder.bind(setting.property, Bindable.listOf(String.class)).orElse(List.of()))
					: binder.bind(setting.property, String.class).orElse("");
			if (!value.isBlank()) {
				values.put(setting, value.strip());
			}
		}
		// a server and a password that do not belong together would help nobody
		if (values.containsKey(Setting.MAIL_HOST)) {
			for (var setting : Setting.values()) {
				if (setting.isOfMail()) {
					values.putIfAbsent(setting, setting.otherwise);
				}
			}
		}
	}

	Optional<String> find(Setting setting) {
		return Optional.ofNullable(values.get(setting));
	}
}
