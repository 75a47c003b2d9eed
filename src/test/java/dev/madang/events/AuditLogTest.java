package dev.madang.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.madang.page.CommunityZone;
import dev.madang.platform.Paging;
import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.MadangTest;
import dev.madang.testing.Statements;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MadangTest
class AuditLogTest {

	@Autowired
	Community community;

	@Autowired
	AuditLog log;

	@Autowired
	CommunityZone zone;

	@Autowired
	Statements statements;

	private List<String> verbs(AuditQuery query) {
		var verbs = new ArrayList<String>();
		String cursor = null;
		do {
			var slice = log.slice(query, Paging.of(2, cursor, null));
			slice.items().forEach(entry -> verbs.add(entry.verb()));
			cursor = slice.nextCursor();
		}
		while (cursor != null);
		return verbs;
	}

	private static AuditQuery by(Person person, String verb) {
		return new AuditQuery(person.handle(), verb, "", "", "");
	}

	private long aLikedPost(Person author) {
		var post = community.aPost().by(author).id();
		author.client().put("/posts/" + post + "/like");
		author.client().patch("/posts/" + post, Map.of("title", "새 제목"));
		return post;
	}

	@Test
	void whatSomebodyDidIsFoundPageByPageTheLatestFirst() {
		var person = community.aMember();
		aLikedPost(person);
		assertThat(verbs(by(person, ""))).startsWith("post.edited", "post.liked", "post.published");
		assertThat(verbs(by(person, "post."))).containsExactly("post.edited", "post.liked", "post.published");
		assertThat(verbs(by(person, "post.l"))).containsExactly("post.liked");
		assertThat(verbs(new AuditQuery("@" + person.handle().toUpperCase(Locale.ROOT), "post.l", "", "", "")))
				.containsExactly("post.liked");
		assertThat(verbs(new AuditQuery("nobody_here", "", "", "", ""))).isEmpty();
	}

	@Test
	void whatHappenedToASubjectIsFound() {
		var post = aLikedPost(community.aMember());
		assertThat(verbs(new AuditQuery("", "", "post:" + post, "", "")))
				.containsExactly("post.edited", "post.liked", "post.published");
		assertThat(verbs(new AuditQuery("", "post.e", "post:" + post, "", ""))).containsExactly("post.edited");
	}

	@Test
	void verbsWithOneBeginningAreMergedInOrder() {
		var post = aLikedPost(community.aMember());
		var slice = log.slice(new AuditQuery("", "post.", "", "", ""), Paging.of(3, null, null));
		assertThat(slice.items()).extracting(AuditLog.AuditEntry::subject).containsOnly("post:" + post);
		assertThat(slice.items()).extracting(AuditLog.AuditEntry::verb).containsExactly("post.edited", "post.liked",
				"post.published");
		assertThat(verbs(new AuditQuery("", "nothing.like.that", "", "", ""))).isEmpty();
	}

	@Test
	void aDayBeginsWhereTheCommunityLives() {
		var verb = "test." + Community.unique("day");
		for (var at : new String[]{ "2001-02-03T14:59:59Z", "2001-02-03T15:00:00Z", "2001-02-04T14:59:59.999999Z",
				"2001-02-04T15:00:00Z" }) {
			community.jdbc().sql("""
					insert into activity (xact, at, verb, subject) values ('1', :at::timestamptz, :verb, :at)
					""").param("at", at).param("verb", verb).update();
		}
		assertThat(zone.zone().getId()).isEqualTo("Asia/Seoul");
		assertThat(log.slice(new AuditQuery("", verb, "", "2001-02-04", "2001-02-04"), Paging.of(10, null, null)).items())
				.extracting(AuditLog.AuditEntry::subject)
				.containsExactly("2001-02-04T14:59:59.999999Z", "2001-02-03T15:00:00Z");
		assertThat(verbs(new AuditQuery("", verb, "", "2001-02-05", ""))).hasSize(1);
		assertThat(verbs(new AuditQuery("", verb, "", "", "2001-02-03"))).hasSize(1);
		assertThat(verbs(new AuditQuery("", verb, "", LocalDate.now(zone.zone()).toString(), ""))).isEmpty();
	}

	@Test
	void whoHasLeftIsShownWithoutAName() {
		var person = community.aMember();
		var post = aLikedPost(person);
		person.client().send("DELETE", "/users/me", "{\"password\":\"" + Community.PASSWORD + "\"}", "application/json");
		var page = new Browser(community).signedIn(community.anAdmin()).get("/admin/log?subject=post:" + post);
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.body()).contains("탈퇴한 회원").doesNotContain(person.handle());
	}

	@Test
	void thePageShowsDetailsAsTextInOneStatement() {
		var admin = community.anAdmin();
		var verb = "test." + Community.unique("odd");
		community.jdbc().sql("""
				insert into activity (actor_id, verb, subject, detail)
				values (:actor, :verb, '<i>x</i>:1', '{"a":"<script>alert(1)</script>"}')
				""").param("actor", admin.id()).param("verb", verb).update();
		var browser = new Browser(community).signedIn(admin);
		browser.get("/admin/log");
		statements.take();
		var page = browser.get("/admin/log?verb=" + verb);
		assertThat(statements.take()).filteredOn(text -> text.contains("activity")).hasSize(1);
		assertThat(page.body()).contains("&lt;script&gt;alert(1)", "@" + admin.handle(), "&lt;i&gt;x")
				.doesNotContain("<script>alert");
	}

	@Test
	void theWayToEarlierRowsKeepsWhatIsAskedFor() {
		var person = community.aMember();
		community.jdbc()
				.sql("""
						insert into activity (actor_id, verb, subject) select :actor, 'test.many', 'test:' || n from generate_series(1, 51) n
						""")
				.param("actor", person.id()).update();
		var browser = new Browser(community).signedIn(community.anAdmin());
		assertThat(browser.get("/admin/log").body()).contains("\"/admin/log?cursor=");
		assertThat(browser.get("/admin/log?actor=" + person.handle()).body())
				.contains("/admin/log?actor=" + person.handle() + "&amp;cursor=");
	}

	@Test
	void aDayThatIsNoneComesBackWithTheForm() {
		var browser = new Browser(community).signedIn(community.anAdmin());
		for (var day : new String[]{ "2001-02-30", "x", "0001-01-01", "+10000-01-01" }) {
			var refused = browser.get("/admin/log?from=" + Browser.encode(day));
			assertThat(refused.status()).as(day).isEqualTo(422);
			assertThat(refused.body()).as(day).contains("class=\"wrong\"");
		}
		assertThat(browser.get("/admin/log?cursor=x").status()).isEqualTo(400);
		assertThat(browser.get("/admin/log?subject=%27%3B--&verb=%25&actor=%00").status()).isEqualTo(400);
		assertThat(browser.get("/admin/log?subject=%27%3B--&verb=%25").status()).isEqualTo(200);
	}
}
