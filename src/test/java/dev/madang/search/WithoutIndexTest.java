package dev.madang.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.madang.activity.LogReader;
import dev.madang.language.CommunityWord;
import dev.madang.language.CommunityWords;
import dev.madang.language.Language;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.search.lucene.LuceneEngine;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** The database answers while there is no index, and says so; another analysis makes another index. */
@MadangTest
@Order(1)
class WithoutIndexTest {

	@Autowired
	Community community;

	@Autowired
	QueryReader reader;

	@Autowired
	FoundRows rows;

	@Autowired
	DatabaseSearch database;

	@Autowired
	LogReader log;

	@Autowired
	Narrowing narrowing;

	@Autowired
	Language language;

	@Autowired
	CommunityWords words;

	@Autowired
	Engine engine;

	private Answer find(Path home, String query, String category, Viewer viewer) {
		var none = new LuceneEngine(home, language::korean, () -> Meaning.NONE);
		return new Search(none, reader, new Corrector(none), rows, database, log, narrowing)
				.find(new SearchRequest(query, List.of(rows.kinds().of("post")), category, null, null, null, null, null,
						Engine.Sort.RELEVANCE,
						null, 20), viewer);
	}

	private static List<Long> ids(Answer answer) {
		return answer.groups().getFirst().items().stream().map(Found::id).toList();
	}

	@Test
	void theDatabaseAnswersWithinTheSameFiltersAndSaysSo(@TempDir Path home) {
		var author = community.aMember();
		var category = community.aCategory();
		var word = Searching.aWord();
		var id = community.aPost().by(author).in(category).saying("100% " + word).tagged("산책").id();
		community.aPost().by(author).saying(word).send();
		var hidden = community.aPost().by(author).in(category).saying(word).id();
		author.client().delete("/posts/" + hidden);
		for (var query : new String[]{ word, "100% " + word, word + " tag:산책", word + " author:" + author.handle(),
				word + " -없는말", word + " after:2020-01-01", "tag:산책" }) {
			var answer = find(home, query, category, Viewer.ANYBODY);
			assertThat(answer.index().state()).isEqualTo("building");
			assertThat(ids(answer)).as(query).containsExactly(id);
		}
		for (var query : new String[]{ word + " before:2020-01-01", word + " -100%", word + " tag:독서", "1000% " + word }) {
			assertThat(ids(find(home, query, category, Viewer.ANYBODY))).as(query).isEmpty();
		}
	}

	@Test
	void withoutAnIndexItIsBehindSinceTheFirstChangeAndATotalIsOnlyTheLeast(@TempDir Path home) {
		var author = community.aMember();
		var category = community.aCategory();
		var word = Searching.aWord();
		for (int i = 0; i < 21; i++) {
			community.aPost().by(author).in(category).saying(word).send();
		}
		var answer = find(home, word, category, Viewer.ANYBODY);
		assertThat(answer.index().behindSeconds()).isPositive();
		var group = answer.groups().getFirst();
		assertThat(group.items()).hasSize(20);
		assertThat(group.total()).isEqualTo(20);
		assertThat(group.totalIsAtLeast()).isTrue();
		var few = find(home, word + " -" + word, category, Viewer.ANYBODY).groups().getFirst();
		assertThat(few.total()).isZero();
		assertThat(few.totalIsAtLeast()).as("only strings are found").isTrue();
	}

	@Test
	void anIndexCountsToTheEndAndSaysSo() {
		var word = Searching.aWord();
		var category = community.aCategory();
		community.aPost().in(category).saying(word).send();
		var group = new Searching(community).search(community.anybody(), word, "&type=post&category=" + category)
				.at("/groups/0");
		assertThat(group.at("/total").asLong()).isEqualTo(1);
		assertThat(group.at("/totalIsAtLeast").isBoolean()).isTrue();
		assertThat(group.at("/totalIsAtLeast").asBoolean()).isFalse();
	}

	@Test
	void anIndexOfALogThatNoLongerHasTheRowAtItsPlaceIsBuiltAgain() {
		var builds = "select count(*) from search_build";
		new Searching(community).settle();
		var before = community.jdbc().sql(builds).query(Long.class).single();
		Searching.within(Duration.ofSeconds(60), () -> {
			var author = community.aMember();
			community.aPost().by(author).id();
			new Searching(community).settle();
			engine.place().ifPresent(place -> community.jdbc()
					.sql("delete from activity where (xact, id) = (:xact::xid8, :id)")
					.param("xact", place.xact()).param("id", place.id()).update());
			return community.jdbc().sql(builds).query(Long.class).single() > before;
		});
		new Searching(community).settle();
	}

	@Test
	void anotherWordOfTheCommunityMakesAnotherIndexAndItsVariantsAreFound() {
		var searching = new Searching(community);
		searching.settle();
		var before = engine.fingerprint();
		var admin = community.anAdmin();
		var viewer = new Viewer(admin.id(), admin.handle(), admin.handle(), Role.ADMIN, 0);
		var word = Searching.aWord();
		var variant = Searching.aWord();
		var category = community.aCategory();
		var post = community.aPost().by(admin).in(category).saying(word).id();
		words.put(viewer, new CommunityWord(word, List.of(), List.of(variant)));
		Searching.within(Duration.ofSeconds(60), () -> !engine.fingerprint().equals(before));
		assertThat(searching.posts(community.anybody(), variant, category)).containsExactly(post);
		words.remove(viewer, word);
		Searching.within(Duration.ofSeconds(60), () -> engine.fingerprint().equals(before));
		assertThat(searching.posts(community.anybody(), variant, category)).isEmpty();
		assertThat(searching.posts(community.anybody(), word, category)).containsExactly(post);
	}
}
