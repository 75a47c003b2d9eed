package dev.madang.platform.web;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ViewResolver;

/** Lets a filter answer as a handler would that throws: with problem+json, or the page that says what went wrong. */
@Component
@ConditionalOnWebApplication
public class Refusals {

	private final HandlerExceptionResolver exceptions;

	private final ViewResolver views;

	private final LocaleResolver locales;

	Refusals(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver exceptions,
			@Qualifier("templates") ViewResolver views, LocaleResolver locales) {
		this.exceptions = exceptions;
		this.views = views;
		this.locales = locales;
	}

	public void send(HttpServletRequest request, HttpServletResponse response, Exception why)
			throws IOException, ServletException {
		var answer = exceptions.resolveException(request, response, null, why);
		if (answer == null) {
			throw new ServletException(why);
		}
		var name = answer.getViewName();
		if (name == null) {
			return;
		}
		try {
			var view = views.resolveViewName(name, locales.resolveLocale(request));
			if (view != null) {
				view.render(answer.getModel(), request, response);
			}
		}
		catch (IOException e) {
			throw e;
		}
		catch (Exception e) {
			throw new ServletException(e);
		}
	}
}
