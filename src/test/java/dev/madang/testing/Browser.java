package dev.madang.testing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community.Person;

/** Asks for pages as a browser would: keeps cookies, and sends forms with the value that they must carry. */
public final class Browser {

	private static final Pattern FIELD = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

	private final Community community;

	private final Client client;

	private final Map<String, String> cookies = new HashMap<>();

	private String token = "";

	/** What the cookie was when the forms' value was read. */
	private String tokenOf = "";

	public Browser(Community community) {
		this.community = community;
		this.client = community.anybody().header("Accept", "text/html,*/*;q=0.8");
	}

	/** The same browser, in which its owner has signed in before. */
	public Browser signedIn(Person person) {
		cookies.put("madang", community.aSession(person));
		return this;
	}

	public static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	public Answer get(String path) {
		return kept(withCookies().get("!" + path));
	}

	/** Sends a form's fields. */
	public Answer post(String path, String fields) {
		var token = token();
		return kept(withCookies().form("!" + path, "_csrf=" + encode(token) + "&" + fields));
	}

	/** Sends a form's fields with a file in the field of a picture. */
	public Answer post(String path, Map<String, String> fields, String file, byte[] content) {
		var all = new HashMap<>(fields);
		all.put("_csrf", token());
		return kept(withCookies().form("!" + path, all, file, content));
	}

	private String token() {
		if (tokenOf.isEmpty() || !tokenOf.equals(cookie("csrf"))) {
			var field = FIELD.matcher(get("/reset-request").body());
			if (!field.find()) {
				throw new IllegalStateException("a form without a token");
			}
			token = field.group(1);
			tokenOf = cookie("csrf");
		}
		return token;
	}

	public String cookie(String name) {
		return cookies.getOrDefault(name, "");
	}

	public void forget(String name) {
		cookies.remove(name);
	}

	private Client withCookies() {
		return cookies.isEmpty()
				? client
				: client.header("Cookie", cookies.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue())
						.collect(Collectors.joining("; ")));
	}

	private Answer kept(Answer answer) {
		for (var line : answer.response().headers().allValues("Set-Cookie")) {
			var pair = line.split(";", 2)[0].split("=", 2);
			if (line.contains("Max-Age=0") || pair[1].isEmpty()) {
				cookies.remove(pair[0]);
			}
			else {
				cookies.put(pair[0], pair[1]);
			}
		}
		return answer;
	}
}
