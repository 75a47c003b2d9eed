package dev.madang.page;

import java.util.Map;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;

/** The templates of all modules, by the paths of their files. */
final class Templates {

	private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(null, ContentType.Html);

	private Templates() {
	}

	static void render(String name, Map<String, Object> model, TemplateOutput output) {
		ENGINE.render(name + ".jte", model, output);
	}
}
