package dev.madang.command;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.madang.home.StartFailure;
import dev.madang.site.Demonstration;
import org.springframework.boot.WebApplicationType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * What {@code bin/madang aot} has Java watch: an example community in a home of its own is started, asked for some pages,
 * and stopped. What was loaded meanwhile is in the cache.
 */
@Command(name = "aot", description = "Makes the AOT cache, with which Madang starts quicker. The server does the same after its first start.", mixinStandardHelpOptions = true)
class AotCommand implements Callable<Integer> {

	private static final List<String> PAGES = List.of("/", "/p/1", "/c/free", "/@gana", "/items", "/items/1", "/products",
			"/products/1", "/members", "/popular", "/boards", "/search?q=%EC%B1%85", "/login", "/signup", "/health", "/metrics",
			"/feed.atom", "/api/v1/posts", "/api/v1/posts/1", "/api/v1/posts/1/comments", "/api/v1/posts/1/related",
			"/api/v1/categories", "/api/v1/products", "/api/v1/items", "/api/v1/search?q=%EC%B1%85", "/api/v1/tags");

	@Mixin
	private HomeOptions options;

	@Override
	public Integer call() throws IOException {
		var home = options.open();
		if (Settings.externalDatabase(home).isPresent()) {
			throw new StartFailure("The AOT cache is made with an example community, not with madang.database.url.");
		}
		try (var run = Run.over(home)) {
			var context = run.start(WebApplicationType.SERVLET,
					Map.of("server.port", 0, "server.address", "127.0.0.1", "logging.level.root", "ERROR",
							"logging.level.dev.madang", "ERROR", "logging.level.madang.request", "ERROR"));
			context.getBean(Demonstration.class).seed();
			for (var page : PAGES) {
				ask("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + page);
			}
		}
		return 0;
	}

	/** Whatever the answer is: what is missing in the cache is loaded from the jar. */
	private static void ask(String url) throws IOException {
		var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
		connection.setRequestProperty("Accept-Encoding", "gzip");
		try (var body = connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream()) {
			if (body != null) {
				body.readAllBytes();
			}
		}
	}
}
