package dev.madang;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.madang.testing.Client;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import dev.madang.testing.People;
import dev.madang.testing.Things;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every route, by who asks and of which object, against the table in routes.txt. */
@MadangTest
@Order(1)
class RoutesTest {

	private static final List<String> ROLES = List.of("anonymous", "unconfirmed", "member", "owner", "blocked", "suspended",
			"moderator", "admin");

	private static final List<String> OF_HIDDEN = List.of("member", "owner", "moderator", "admin");

	private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

	private record Row(String method, String path, List<Integer> expected, List<Integer> hidden, List<Integer> deleted,
			boolean fresh, String body) {

		static Row of(String line) {
			var cells = line.split("\\|", -1);
			var route = cells[0].strip().split(" ");
			var body = cells[4].strip();
			var fresh = body.startsWith("*");
			return new Row(route[0], route[1], numbers(cells[1]), numbers(cells[2]), numbers(cells[3]), fresh,
					fresh ? body.substring(1).strip() : body);
		}

		private static List<Integer> numbers(String cell) {
			return cell.isBlank()
					? List.of()
					: Pattern.compile(" ").splitAsStream(cell.strip()).map(Integer::valueOf).toList();
		}

		boolean isApi() {
			return path.startsWith("/api/");
		}

		String route() {
			return method + " " + path;
		}
	}

	@Autowired
	RequestMappingHandlerMapping requestMappingHandlerMapping;

	@Autowired
	Community community;

	@AutoClose
	private final ExecutorService threads = Executors.newFixedThreadPool(2);

	private String csrfCookie = "";

	private String csrfField = "";

	@Test
	void theTableNamesEveryRoute() throws IOException {
		var routes = new TreeSet<String>();
		requestMappingHandlerMapping.getHandlerMethods().forEach((mapping, handler) -> {
			if (handler.getBeanType().getPackageName().startsWith("dev.madang")) {
				mapping.getMethodsCondition().getMethods().forEach(
						method -> mapping.getPatternValues().forEach(pattern -> routes.add(method + " " + pattern)));
			}
		});
		assertThat(table().stream().map(Row::route)).containsExactlyInAnyOrderElementsOf(routes);
	}

	/** Two at a time, each with people of their own: the database works while the other one renders. */
	@Test
	void everyRouteAnswersAsTheTableSays() throws IOException {
		openForms();
		var rows = new ConcurrentLinkedQueue<>(table());
		assertThat(Stream.generate(() -> CompletableFuture.supplyAsync(() -> wrongIn(rows), threads)).limit(2).toList().stream()
				.flatMap(wrong -> wrong.join().stream())).isEmpty();
	}

	private List<String> wrongIn(Queue<Row> rows) {
		var shared = new People(community);
		var shown = new Things(community, shared, Things.State.SHOWN);
		var hidden = new Things(community, shared, Things.State.HIDDEN);
		var deleted = new Things(community, shared, Things.State.DELETED);
		var wrong = new ArrayList<String>();
		for (var row = rows.poll(); row != null; row = rows.poll()) {
			for (int i = 0; i < ROLES.size(); i++) {
				var people = row.fresh() ? new People(community) : shared;
				var things = row.fresh() ? new Things(community, people, Things.State.SHOWN) : shown;
				check(row, people, ROLES.get(i), things, row.expected().get(i), wrong);
			}
			for (int i = 0; i < row.hidden().size(); i++) {
				check(row, shared, OF_HIDDEN.get(i), hidden, row.hidden().get(i), wrong);
			}
			for (int i = 0; i < row.deleted().size(); i++) {
				check(row, shared, OF_HIDDEN.get(i), deleted, row.deleted().get(i), wrong);
			}
		}
		return wrong;
	}

	private void openForms() {
		var form = community.anybody().header("Accept", "text/html").get("!/login");
		csrfCookie = form.response().headers().allValues("Set-Cookie").stream().filter(cookie -> cookie.startsWith("csrf="))
				.map(cookie -> cookie.split(";")[0]).collect(Collectors.joining());
		var field = CSRF.matcher(form.body());
		assertThat(field.find()).isTrue();
		csrfField = field.group(1);
	}

	/** What was refused, or only read, is as it was for the next. */
	private void check(Row row, People people, String role, Things things, int expected, List<String> wrong) {
		var answer = row.isApi() ? api(row, people, role, things) : page(row, people, role, things);
		if (answer.status() != expected) {
			wrong.add(
					row.route() + " by " + role + " of " + things.state() + ": " + answer.status() + " instead of " + expected);
		}
		if (!"GET".equals(row.method()) && answer.status() < 400) {
			things.forget();
		}
	}

	private Client.Answer api(Row row, People people, String role, Things things) {
		var client = people.client(role);
		var path = things.fill(row.path());
		var body = things.fill(row.body());
		if (row.body().isEmpty()) {
			return client.send(row.method(), "!" + path, null, "");
		}
		return client.send(row.method(), "!" + path, body, path.endsWith("/picture")
				? "image/png"
				: path.endsWith("/token") ? "application/x-www-form-urlencoded" : "application/json");
	}

	private Client.Answer page(Row row, People people, String role, Things things) {
		var browser = community.anybody().header("Accept", "text/html,*/*;q=0.8").header("X-XSRF-TOKEN", csrfField).header(
				"Cookie",
				csrfCookie + people.session(role).map(session -> "; madang=" + session).orElse(""));
		var path = "!" + things.fill(row.path());
		if ("GET".equals(row.method())) {
			return browser.get(path);
		}
		var json = row.body().startsWith("{") || row.body().startsWith("[");
		return browser.send(row.method(), path, things.fill(row.body()),
				json ? "application/json" : "application/x-www-form-urlencoded");
	}

	private static List<Row> table() throws IOException {
		return Files.readAllLines(Path.of("src/test/resources/routes.txt")).stream()
				.filter(line -> !line.startsWith("#") && !line.isBlank()).map(Row::of).toList();
	}
}
