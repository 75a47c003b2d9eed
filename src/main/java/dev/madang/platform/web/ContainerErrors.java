package dev.madang.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What fails outside of any handler, in a filter or in the container, is told as everything else. */
@Controller
@Hidden
@Allow(Role.ANY)
class ContainerErrors implements ErrorController {

	@RequestMapping("/error")
	void tell(HttpServletRequest request) {
		var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
		var known = status instanceof Integer code ? ProblemOf.ofStatus(code) : Problem.notFound();
		if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Exception thrown) {
			var problem = ProblemOf.exception(thrown);
			throw problem.status() == 500 ? known : problem;
		}
		throw known;
	}
}
