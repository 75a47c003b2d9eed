package dev.madang.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.madang.platform.archive.ArchiveLine;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@MadangTest
class ImportTest {

	private static void stop(ArchiveLine line, String reason) {
		throw new IllegalStateException(line.number() + ": " + reason);
	}

	@Autowired
	Community community;

	@Autowired
	Import importing;

	@Autowired
	JsonMapper mapper;

	String tag;

	@BeforeEach
	void freshNames() {
		tag = Community.unique("i");
	}

	private List<ArchiveLine> lines(String text) {
		var lines = new ArrayList<ArchiveLine>();
		text.replace("TAG", tag).lines().forEach(line -> lines.add(new ArchiveLine(lines.size() + 1L, mapper.readTree(line))));
		return lines;
	}

	private static final String ARCHIVE = """
			{"type":"user","ref":"u1","handle":"TAGa","name":"가"}
			{"type":"user","ref":"u2","handle":"TAGA","name":"나"}
			{"type":"category","ref":"top","slug":"TAG","name":"위"}
			{"type":"category","ref":"sub","slug":"TAG-sub","name":"아래","parent":"top","kind":"questions"}
			{"type":"item","ref":"b","kind":"book","title":"책","creators":["쓴 \\"이\\" {a,b}"],"isbn13":"9780439023481","publishedOn":"2008"}
			{"type":"post","ref":"p","author":"u1","category":"sub","title":"ㅋ","body":"탭\\t과 \\\\ 역빗금\\n줄","item":"b","rating":9,"tags":["TAG"],"createdAt":"2005-12-11T18:30:50Z"}
			{"type":"comment","ref":"c1","post":"p","author":"u2","body":"댓글","createdAt":"2005-12-12T00:00:00Z"}
			{"type":"comment","ref":"c2","post":"p","parent":"c1","author":"u1","body":"답글","createdAt":"2005-12-13T00:00:00Z"}
			{"type":"like","user":"u2","target":"p","createdAt":"2005-12-12T00:00:00Z"}
			{"type":"like","user":"u1","target":"c1","createdAt":"2005-12-12T00:00:00Z"}
			""";

	@Test
	void storesAnArchiveAsItWasTyped() {
		importing.store(importing.source(tag), lines(ARCHIVE), false, ImportTest::stop);
		var list = community.anybody().get("/posts?category=" + tag);
		var id = list.json().at("/items/0/id").asLong();
		var post = community.anybody().get("/posts/" + id);
		assertThat(post.text("/body")).isEqualTo("탭\t과 \\ 역빗금\n줄");
		assertThat(post.text("/author/handle")).isEqualTo(tag + "a");
		assertThat(post.text("/createdAt")).isEqualTo("2005-12-11T18:30:50Z");
		assertThat(post.json().at("/rating").asInt()).isEqualTo(9);
		assertThat(post.json().at("/likeCount").asInt()).isEqualTo(1);
		assertThat(post.json().at("/commentCount").asInt()).isEqualTo(2);
		assertThat(post.text("/item/creators/0")).isEqualTo("쓴 \"이\" {a,b}");
		var thread = community.anybody().get("/posts/" + id + "/comments");
		assertThat(thread.json().at("/items").findValuesAsString("body")).containsExactly("댓글", "답글");
		assertThat(thread.json().at("/items/0/likeCount").asInt()).isEqualTo(1);
		assertThat(community.anybody().get("/posts?tag=" + tag + "&page=1").json().at("/total").asInt()).isEqualTo(1);
		assertThat(community.anybody().get("/users/" + tag + "a").json().at("/postCount").asInt()).isEqualTo(1);
	}

	@Test
	void storesProductsWithTheirLikes() {
		var market = """
				{"type":"user","ref":"u1","handle":"TAGa","name":"가"}
				{"type":"product","ref":"m1","seller":"u1","name":"모자","description":"**탭**\\t","price":12000,"createdAt":"2005-12-11T18:30:50Z"}
				{"type":"product","ref":"m2","seller":"u1","name":"hat","price":19.9,"currency":"USD","link":"https://shop.example/","status":"sold_out","createdAt":"2005-12-12T00:00:00Z"}
				{"type":"like","user":"u1","target":"m1","createdAt":"2005-12-12T00:00:00Z"}
				""";
		var source = importing.source(tag);
		assertThat(importing.store(source, lines(market), false, ImportTest::stop)).containsEntry("product", 2)
				.containsEntry("like", 1);
		assertThat(importing.store(source, lines(market), false, ImportTest::stop)).isEmpty();
		var list = community.anybody().get("/products?page=1&seller=" + tag + "a").json();
		assertThat(list.at("/total").asInt()).isEqualTo(2);
		assertThat(list.at("/items").valueStream().map(item -> item.at("/name").asString())).containsExactly("hat", "모자");
		assertThat(list.at("/items/1/likeCount").asInt()).isOne();
		assertThat(list.at("/items/1/createdAt").asString()).isEqualTo("2005-12-11T18:30:50Z");
		assertThat(list.at("/items/0/price/amount").asDouble()).isEqualTo(19.9);
		assertThat(list.at("/items/0/status").asString()).isEqualTo("sold_out");
		for (var bad : List.of("\"price\":-1", "\"price\":\"1\"", "\"price\":1e999", "\"price\":0.5", "\"name\":\"x\"",
				"\"price\":1,\"link\":\"javascript:x\"", "\"price\":1,\"status\":\"hidden\"")) {
			var line = lines(
					"{\"type\":\"product\",\"ref\":\"b\",\"seller\":\"u1\",\"name\":\"x\",\"createdAt\":\"2005-12-12T00:00:00Z\","
							+ bad.replace("\"name\":\"x\"", "\"x\":1") + "}");
			assertThatIllegalStateException().as(bad)
					.isThrownBy(() -> importing.store(source, line, false, ImportTest::stop));
		}
	}

	@Test
	void anImportedProductCanBeChanged() {
		importing.store(importing.source(tag),
				lines("""
						{"type":"user","ref":"u1","handle":"TAGa","name":"가"}
						{"type":"product","ref":"m1","seller":"u1","name":" 두\\n줄\\u0001 모자 ","price":12000,"createdAt":"2005-12-11T18:30:50Z"}
						"""),
				false, ImportTest::stop);
		var id = community.anybody().get("/products?seller=" + tag + "a").json().at("/items/0/id").asLong();
		var changed = community.aModerator().client().patch("/products/" + id, "{\"status\":\"hidden\"}");
		assertThat(changed.status()).isEqualTo(200);
		assertThat(changed.text("/name")).isEqualTo("두 줄 모자");
	}

	@Test
	void aSecondImportChangesNothing() {
		var source = importing.source(tag);
		assertThat(importing.store(source, lines(ARCHIVE), false, ImportTest::stop)).containsEntry("post", 1);
		var before = community.anybody().get("/posts?category=" + tag).body();
		assertThat(importing.store(source, lines(ARCHIVE), false, ImportTest::stop)).isEmpty();
		assertThat(community.anybody().get("/posts?category=" + tag).body()).isEqualTo(before);
	}

	@Test
	void whatAnotherImportMadeIsThat() {
		importing.store(importing.source(tag), lines(ARCHIVE), false, ImportTest::stop);
		importing.store(importing.source(tag + "-2"),
				lines("""
						{"type":"user","ref":"x","handle":"TAGa","name":"다른 이름"}
						{"type":"category","ref":"y","slug":"TAG","name":"다른 이름"}
						{"type":"item","ref":"z","kind":"book","title":"같은 책","isbn13":"9780439023481"}
						{"type":"post","ref":"p","author":"x","category":"y","item":"z","title":"둘째","body":"","createdAt":"2006-01-01T00:00:00Z"}
						"""),
				false, ImportTest::stop);
		assertThat(community.anybody().get("/users/" + tag + "a").json().at("/postCount").asInt()).isEqualTo(2);
		assertThat(community.anybody().get("/posts?author=" + tag + "a").text("/items/0/item/title")).isEqualTo("책");
	}

	@Test
	void aBadLineLeavesNothingOfItsBatch() {
		var bad = ARCHIVE
				+ "{\"type\":\"comment\",\"ref\":\"c3\",\"post\":\"nowhere\",\"author\":\"u1\",\"body\":\"x\",\"createdAt\":\"2005-12-12T00:00:00Z\"}\n";
		assertThatIllegalStateException()
				.isThrownBy(() -> importing.store(importing.source(tag), lines(bad), false, ImportTest::stop))
				.withMessageStartingWith("11: ").withMessageContaining("nowhere");
		assertThat(community.anybody().get("/users/" + tag + "a").status()).isEqualTo(404);
		assertThat(community.anybody().get("/posts?category=" + tag).status()).isEqualTo(404);
	}

	@Test
	void skipsBadLinesAndWhatRefersToThem() {
		var skipped = new ArrayList<Long>();
		importing.store(importing.source(tag),
				lines("""
						{"type":"user","ref":"u1","handle":"TAGa","name":"가"}
						{"type":"user","ref":"u2","handle":"has space","name":"나"}
						{"type":"category","ref":"c","slug":"TAG","name":"위"}
						{"type":"post","ref":"p1","author":"u1","category":"c","title":"","body":"제목이 없다","createdAt":"2005-12-11T18:30:50Z"}
						{"type":"post","ref":"p2","author":"u1","category":"c","title":"좋다","body":"","createdAt":"2005-12-11T18:30:50Z"}
						{"type":"post","ref":"p3","author":"u1","category":"c","title":"좋다","body":"","createdAt":"어제"}
						{"type":"post","ref":"p4","author":"u1","category":"c","title":"좋다","body":"a\\u0000","createdAt":"2005-12-11T18:30:50Z"}
						{"type":"post","ref":"p5","author":"u1","category":"c","title":"좋다","body":"","rating":11,"createdAt":"2005-12-11T18:30:50Z"}
						{"type":"comment","ref":"k","post":"p1","author":"u1","body":"없는 글에","createdAt":"2005-12-11T18:30:50Z"}
						{"type":"comment","ref":"l","post":"p2","author":"u2","body":"없는 사람이","createdAt":"2005-12-11T18:30:50Z"}
						{"type":"comment","ref":"m","post":"p2","author":"u1","body":"좋다","createdAt":"2005-12-11T18:30:50Z"}
						{"type":"like","user":"u1","target":"l","createdAt":"2005-12-11T18:30:50Z"}
						{"type":"mystery","ref":"z"}
						"""),
				false, (line, reason) -> skipped.add(line.number()));
		assertThat(skipped).containsExactlyInAnyOrder(2L, 4L, 6L, 7L, 8L, 9L, 10L, 12L, 13L);
		assertThat(community.anybody().get("/posts?category=" + tag).json().at("/items/0/commentCount").asInt()).isEqualTo(1);
	}

	@Test
	void joinsARegisteredMemberOnlyWhenToldAndNeverAModerator() {
		var member = community.aMember();
		var moderator = community.aModerator();
		var line = "{\"type\":\"user\",\"ref\":\"u\",\"handle\":\"%s\",\"name\":\"가\"}";
		assertThatIllegalStateException()
				.isThrownBy(() -> importing.store(importing.source(tag), lines(line.formatted(member.handle())), false,
						ImportTest::stop))
				.withMessageContaining("--merge-members");
		importing.store(importing.source(tag), lines(line.formatted(member.handle())), true, ImportTest::stop);
		assertThat(community.jdbc()
				.sql("select r.id from import_ref r join import_source s on s.id = r.source_id where s.name = :name")
				.param("name", tag).query(Long.class).single()).isEqualTo(member.id());
		assertThatIllegalStateException().isThrownBy(
				() -> importing.store(importing.source(tag + "m"), lines(line.formatted(moderator.handle())), true,
						ImportTest::stop));
	}

	@Test
	void givesNobodyTheHandleOfWhoeverHasLeft() {
		var member = community.aMember();
		assertThat(community.anAdmin().client().delete("/users/" + member.handle()).status()).isEqualTo(204);
		var line = "{\"type\":\"user\",\"ref\":\"u\",\"handle\":\"%s\",\"name\":\"가\"}".formatted(member.handle());
		assertThatIllegalStateException()
				.isThrownBy(() -> importing.store(importing.source(tag), lines(line), true, ImportTest::stop))
				.withMessageContaining("has left");
	}

	private static final String POST = """
			{"type":"post","ref":"%s","author":"u1","category":"sub","title":"ㅋ","body":"","createdAt":"2005-12-11T18:30:50Z"}
			""";

	@Test
	void refusesWhatRefersToARowThatIsGone() {
		var source = importing.source(tag);
		importing.store(source, lines("""
				{"type":"user","ref":"u1","handle":"TAGa","name":"가"}
				{"type":"category","ref":"sub","slug":"TAG","name":"위"}
				"""), false, ImportTest::stop);
		community.jdbc().sql("delete from member where handle = :handle").param("handle", tag + "a").update();
		assertThatExceptionOfType(DataIntegrityViolationException.class)
				.isThrownBy(() -> importing.store(source, lines(POST.formatted("p")), false, ImportTest::stop))
				.withMessageContaining("member");
		assertThat(community.anybody().get("/posts?category=" + tag).json().at("/items").size()).isZero();
	}

	@Test
	void checksAReferenceOnceABatch(@Autowired TransactionTemplate transaction) {
		var many = lines(
				ARCHIVE + IntStream.range(0, 200).mapToObj(i -> POST.formatted("p" + i)).collect(Collectors.joining()));
		var lookups = transaction.execute(status -> {
			// what the connection counted in earlier transactions may not have been handed over yet
			var before = lookups();
			importing.store(importing.source(tag), many, false, ImportTest::stop);
			return lookups() - before;
		});
		assertThat(lookups).as("of 200 posts, each of which refers five times").isLessThan(500);
	}

	private long lookups() {
		return community.jdbc().sql("""
				select sum(idx_scan) from pg_stat_xact_user_tables where relname in ('member', 'category', 'post')
				""").query(Long.class).single();
	}
}
