package dev.madang.page;

import java.util.Map;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateException;
import gg.jte.TemplateOutput;
import org.springframework.core.NestedRuntimeException;

/** The templates of all modules, by the paths of their files. */
final class Templates {

	private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(null, ContentType.Html);

	private Templates() {
	}

	static void render(String name, Map<String, Object> model, TemplateOutput output) {
		try {
			ENGINE.render(name + ".jte", model, output);
		}
		catch (TemplateException e) {
			// a database that is away, or busy, is told as everywhere else
			throw e.getCause() instanceof NestedRuntimeException cause ? cause : e;
		}
	}
}
