package dev.madang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.platform.web.Allow;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@MadangTest
class HandlersTest {

	@Autowired
	RequestMappingHandlerMapping requestMappingHandlerMapping;

	@Test
	void everyHandlerSaysWhoMayCallIt() {
		var ours = requestMappingHandlerMapping.getHandlerMethods().values().stream()
				.filter(handler -> handler.getBeanType().getPackageName().startsWith("dev.madang")).toList();
		assertThat(ours).hasSizeGreaterThan(50).allSatisfy(
				handler -> assertThat(AnnotatedElementUtils.hasAnnotation(handler.getMethod(), Allow.class)
						|| AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), Allow.class)).as(handler.toString())
						.isTrue());
	}
}
