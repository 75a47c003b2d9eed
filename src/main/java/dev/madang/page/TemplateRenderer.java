package dev.madang.page;

import java.util.HashMap;
import java.util.Map;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The templates of all modules. */
@Component
public class TemplateRenderer {

	private final TemplateEngine engine = TemplateEngine.createPrecompiled(null, ContentType.Html);

	/** What a view shows as a part of another page, on which its module has a place. */
	public Content part(ModelAndView view) {
		return output -> render(String.valueOf(view.getViewName()), view.getModel(), output);
	}

	void render(String view, @Nullable Map<String, ?> model, TemplateOutput output) {
		engine.render(view + ".jte", Map.copyOf(withoutSpring(model)), output);
	}

	/** Spring adds what it binds; a template takes only what it declares. */
	private static Map<String, ?> withoutSpring(@Nullable Map<String, ?> model) {
		var rest = new HashMap<String, Object>();
		if (model != null) {
			model.forEach((key, value) -> {
				if (value != null && !key.startsWith("org.springframework.")) {
					rest.put(key, value);
				}
			});
		}
		return rest;
	}
}
