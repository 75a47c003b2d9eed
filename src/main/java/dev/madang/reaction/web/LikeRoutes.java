package dev.madang.reaction.web;

import java.lang.reflect.Method;
import java.util.Arrays;

import dev.madang.platform.Subjects;
import dev.madang.reaction.Likes;
import io.swagger.v3.oas.models.Operation;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Gives each kind that is liked the addresses of its likes. */
@Component
@ConditionalOnWebApplication
class LikeRoutes implements SmartInitializingSingleton, OperationCustomizer {

	static {
		SpringDocUtils.getConfig().addRestControllers(LikeApi.class);
	}

	private final Subjects subjects;

	private final Likes likes;

	private final RequestMappingHandlerMapping mapping;

	LikeRoutes(Subjects subjects, Likes likes,
			@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
		this.subjects = subjects;
		this.likes = likes;
		this.mapping = mapping;
	}

	@Override
	public void afterSingletonsInstantiated() {
		for (var kind : subjects.all()) {
			if (!kind.likedAt().isEmpty()) {
				var api = new LikeApi(kind.kind(), likes);
				var thing = "/api/v1/" + kind.likedAt() + "/{id}";
				route(RequestMethod.PUT, thing + "/like", api, "like");
				route(RequestMethod.DELETE, thing + "/like", api, "unlike");
				route(RequestMethod.GET, thing + "/likes", api, "likes");
			}
		}
	}

	private void route(RequestMethod verb, String path, LikeApi api, String name) {
		mapping.registerMapping(
				RequestMappingInfo.paths(path).methods(verb).options(mapping.getBuilderConfiguration()).build(), api,
				method(name));
	}

	private static Method method(String name) {
		return Arrays.stream(LikeApi.class.getDeclaredMethods()).filter(method -> method.getName().equals(name)).findFirst()
				.orElseThrow();
	}

	/** So that a client that is made of the API's description has a name for each: likePost, unlikePost, likesOfPost. */
	@Override
	public Operation customize(Operation operation, HandlerMethod handler) {
		if (handler.getBean() instanceof LikeApi api) {
			var name = handler.getMethod().getName();
			operation.setOperationId((name.equals("likes") ? "likesOf" : name) + StringUtils.capitalize(api.kind()));
		}
		return operation;
	}
}
