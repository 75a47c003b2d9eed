package dev.madang.page;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.madang.community.Community;
import dev.madang.platform.Problem;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.GuestAnswers;
import gg.jte.Content;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriUtils;

/**
 * What every template needs of its request: words in the reader's language, who is reading, where, and the slots of the
 * layout. A handler asks for it as a parameter and answers with {@link #view}.
 */
public final class Page {

	/** The parts that all pages share. */
	private final PageResolver by;

	private final Viewer viewer;

	private final Locale locale;

	private final Preferences.Look look;

	private final String path;

	private final String back;

	private final @Nullable CsrfToken csrf;

	private @Nullable List<Rail.Entry> rail;

	Page(PageResolver by, Viewer viewer, Locale locale, Preferences.Look look, String path, @Nullable String from,
			@Nullable CsrfToken csrf) {
		this.by = by;
		this.viewer = viewer;
		this.locale = locale;
		this.look = look;
		this.path = path;
		this.back = from == null ? path : from;
		this.csrf = csrf;
	}

	/** A template, with this page and pairs of names and values. */
	public ModelAndView view(String template, Object... namesAndValues) {
		return new ModelAndView(template, model(namesAndValues));
	}

	/** The same as a part of another template, which does not know it by name: that of a module above. */
	public Content part(String template, Object... namesAndValues) {
		return output -> Templates.render(template, model(namesAndValues), output);
	}

	private Map<String, Object> model(Object... namesAndValues) {
		var model = new HashMap<String, Object>(Map.of("page", this));
		for (int i = 0; i < namesAndValues.length; i += 2) {
			model.put((String) namesAndValues[i], namesAndValues[i + 1]);
		}
		return model;
	}

	/** The words for a key of the bundles. */
	public String t(String key, Object... arguments) {
		return by.messages.getMessage(key, arguments, locale);
	}

	/** The words for a key, or those for another where a module is gone that had brought words for the first. */
	public String either(String key, String other) {
		var words = by.messages.getMessage(key, null, null, locale);
		return words == null ? t(other) : words;
	}

	/** What is set of the community: its mark, its accent. */
	public Community community() {
		return by.community;
	}

	/** The community's name. */
	public String name() {
		return by.community.name(locale);
	}

	/** One sentence about the community. */
	public String sentence() {
		return by.community.sentence(locale);
	}

	/** Whether an email reaches anybody. */
	public boolean sendsEmails() {
		return by.slots.sendsEmails();
	}

	/** The words for a key that promises an email; where none is sent, those for the key with {@code -unsent}, which say so. */
	public String mailed(String key) {
		return t(sendsEmails() ? key : key + "-unsent");
	}

	/** What a problem says to a person. */
	public String say(Problem problem) {
		return by.problems.detail(problem, locale);
	}

	public String title(Problem problem) {
		return by.problems.title(problem.status(), locale);
	}

	/** What is wrong with a field of a form that came back, or nothing. */
	public String wrong(@Nullable Problem problem, String field) {
		return problem == null
				? ""
				: problem.violations().stream().filter(violation -> violation.field().equals(field)).findFirst()
						.map(violation -> by.problems.message(violation, locale)).orElse("");
	}

	/** How long ago something was, as people say it; a date after four weeks. */
	public String ago(Instant time) {
		return Age.of(time, by.community.zone(), locale, this::t);
	}

	/** Date and time in the community's zone. */
	public String at(Instant time) {
		return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT).withLocale(locale)
				.withZone(by.community.zone())
				.format(time);
	}

	/** The end of something: where it ends at midnight, the last day. */
	public String until(Instant end) {
		return new CommunityZone(by.community).until(end);
	}

	public String number(long number) {
		return String.format(locale, "%,d", number);
	}

	/** The first letter of a name, for the round face of somebody without a picture. */
	public String initial(String name) {
		return name.isEmpty() ? "?" : name.substring(0, name.offsetByCodePoints(0, 1)).toUpperCase(locale);
	}

	/** Which of the six hues a face has: always the same for a handle. */
	public int hue(String handle) {
		return Math.floorMod(handle.hashCode(), 6);
	}

	public Viewer viewer() {
		return viewer;
	}

	public String language() {
		return locale.getLanguage();
	}

	/** light, dark, or auto. */
	public String theme() {
		return look.theme();
	}

	/** comfortable or compact. */
	public String density() {
		return look.density();
	}

	/** The path of this request with its query, to come back to. */
	public String path() {
		return path;
	}

	/** Where somebody came from who sent a form, with its query; otherwise the same as {@link #path}. */
	public String back() {
		return back;
	}

	/** Whether the page that is shown lies at or below a path. */
	public boolean isAt(String place) {
		var here = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
		return here.equals(place) || !place.equals("/") && here.startsWith(place + "/");
	}

	/** A text as a part of a query. */
	public String encode(String text) {
		return UriUtils.encode(text, StandardCharsets.UTF_8);
	}

	/** The value that every form must carry. */
	public String csrf() {
		GuestAnswers.personal();
		return csrf == null ? "" : csrf.getToken();
	}

	/** Where the pages of all modules are, as far as the viewer is shown them. */
	public List<Links.Entry> links() {
		return by.slots.links(this);
	}

	/** The tabs above the feed of all boards, as far as the viewer is shown them. */
	public List<Links.Entry> feeds() {
		return by.slots.feeds(this);
	}

	/** The tabs of a member's page. */
	public List<Links.Tab> tabsOfMember() {
		return by.slots.tabsOfMember();
	}

	/** The places of the left column, put together once: more than one part of a page shows them. */
	public List<Rail.Entry> rail() {
		var known = rail == null ? by.slots.rail(this) : rail;
		rail = known;
		return known;
	}

	/** How much the viewer has not looked at yet, as the bell says it; empty for nothing. */
	public String unread() {
		var unread = by.slots.unread(this);
		return unread == 0 ? "" : unread > Bell.MOST ? Bell.MOST + "+" : String.valueOf(unread);
	}

	/** What an admin should know; nothing for anybody else. */
	public List<Box.Link> notices() {
		return by.slots.notices(this);
	}

	/** What waits for a moderator; nothing for anybody else. */
	public List<Box.Link> alerts() {
		return by.slots.alerts(this);
	}

	/** The community's time zone. */
	public String zone() {
		return by.community.zone().getId();
	}

	/** What stands above the feed of all boards. */
	public List<Content> welcome() {
		return by.slots.welcome(this);
	}

	/** What modules put between the posts of a part of the feed, from above to below. */
	public List<FeedInsert> inserts(FeedInsert.Part part) {
		return part.times().isEmpty() ? List.of() : by.slots.inserts(this, part);
	}

	public List<Box> boxes() {
		return by.slots.boxes(this);
	}

	/** A number with one digit after the point, as averages are shown. */
	public String tenth(double number) {
		return String.format(locale, "%.1f", number);
	}

	/** How much a file takes, as people say it: in KB below a MB, which are 1024 of the smaller each. */
	public String bytes(long number) {
		return number < 1 << 20 ? number((number + 1023) / 1024) + " KB" : tenth(number / 1_048_576.0) + " MB";
	}

	/** What modules show below a post or an item, of which it is known what it says, on its page. */
	public List<Box> below(String kind, long id, String text) {
		return by.slots.below(this, new Subject(kind, id), text);
	}

	/** The HTML of a text as a page shows it: keys scroll what is wider, and a picture without words is called one. */
	public String prose(String html) {
		return html.replace("<pre>", "<pre tabindex=\"0\">").replace("<table>", "<table tabindex=\"0\">")
				.replace(" alt=\"\"", " alt=\"" + t("pictures.unnamed") + "\"");
	}

	/** The address of a style sheet or script, which changes when it does. */
	public String asset(String name) {
		return by.assets.address(name);
	}

	/** The absolute form of an address of the community; of any other, itself. */
	public String absolute(String address) {
		return by.site.absolute(address);
	}

	/** JSON-LD as an element of the page. No {@code <} is left in it, so that no text of a member can end it. */
	public String dataBlock(Map<String, ?> data) {
		var block = new LinkedHashMap<String, Object>(Map.of("@context", "https://schema.org"));
		block.putAll(data);
		return "<script type=\"application/ld+json\">" + by.json.writeValueAsString(block).replace("<", "\\u003c")
				+ "</script>";
	}
}
