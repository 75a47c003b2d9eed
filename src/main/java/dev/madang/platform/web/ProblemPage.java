package dev.madang.platform.web;

import jakarta.servlet.http.HttpServletRequest;

import dev.madang.platform.Problem;
import org.springframework.web.servlet.ModelAndView;

/** The page that tells a person what went wrong; the module of pages has it. */
public interface ProblemPage {

	ModelAndView of(Problem problem, HttpServletRequest request);
}
