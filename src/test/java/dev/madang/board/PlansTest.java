package dev.madang.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import dev.madang.testing.Statements;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Lists are read from indexes in their own order, by the plan that PostgreSQL keeps for every value of their parameters. */
@MadangTest
class PlansTest {

	private static final Pattern PARAMETER = Pattern.compile("\\?");

	@Autowired
	Community community;

	@Autowired
	Statements statements;

	@Autowired
	TransactionTemplate transaction;

	String category;

	@BeforeEach
	void aBoard() {
		category = community.aCategory();
		for (int i = 0; i < 3; i++) {
			community.aPost().in(category).tagged("t" + category).id();
		}
	}

	@ParameterizedTest
	@CsvSource({ "/posts, post_latest", "/posts?sort=popular, post_count_popular",
			"/posts?sort=discussed, post_count_discussed",
			"/posts?page=3, post_latest", "/posts?page=3&sort=popular, post_count_popular", "/posts?category=C, post_latest",
			"/posts?category=C&page=3, post_latest", "/posts?tag=tC, post_tag_latest",
			"/posts?tag=tC&sort=popular, post_tag_popular", "/posts?tag=tC&sort=discussed, post_tag_discussed",
			"/posts?author=somebody, post_author", "/posts?author=somebody&sort=popular, post_count_author_popular",
			"/posts?author=somebody&sort=discussed, post_count_author_discussed", "/posts?item=1, post_item",
			"/posts?item=1&sort=popular, post_count_item_popular", "/posts?item=1&sort=discussed, post_count_item_discussed",
			"/items, item_latest", "/items?sort=popular, item_count_popular", "/items?sort=rating&page=2, item_count_rating",
			"/products, product_latest", "/products?sort=popular, product_count_popular",
			"/products?sort=price&currency=KRW, product_price" })
	void aListIsInTheOrderOfAnIndex(String path, String index) {
		assertThat(inOrderOf(planOf(path.replace("C", category)))).as(path).contains(index);
	}

	@ParameterizedTest
	@CsvSource({ "tag=tC&sort=latest, post_tag_latest", "tag=tC&sort=popular, post_tag_popular",
			"category=C&sort=latest, post_latest", "category=C&sort=discussed, post_count_discussed" })
	void itGoesOnWhereItsCursorIs(String query, String index) {
		var path = "/posts?limit=1&" + query.replace("C", category);
		var plan = planOf(path + "&cursor=" + community.anybody().get(path).text("/nextCursor"));
		assertThat(find(plan, index).at("/Index Cond").asString()).contains("ROW(", "<");
	}

	@Test
	void aPlanWithASortIsNoneInOrder() {
		assertThat(inOrderOf(plan("select id from post where category_id = ? order by updated_at desc limit 21"))).isEmpty();
	}

	private JsonNode planOf(String path) {
		var reader = community.anybody();
		reader.get(path);
		statements.forgetAnswers();
		statements.take();
		assertThat(reader.get(path).status()).as(path).isEqualTo(200);
		return plan(statements.take().stream().filter(text -> text.contains("limit ")).findFirst().orElseThrow());
	}

	/** As it is for any parameters, in tables so large that they are neither read nor sorted as a whole. */
	private JsonNode plan(String statement) {
		var number = new int[1];
		var typed = statement.replace("unnest(?) as chosen (id)", "unnest(?::bigint[]) as chosen (id)").replace("unnest(?)",
				"unnest(?::text[])");
		var text = PARAMETER.matcher(typed).replaceAll(found -> "\\$" + ++number[0]);
		return Objects.requireNonNull(transaction.execute(status -> {
			for (var other : List.of("enable_seqscan", "enable_bitmapscan", "enable_hashjoin", "enable_mergejoin",
					"enable_sort")) {
				community.jdbc().sql("set local " + other + " = off").update();
			}
			community.jdbc().sql("set local plan_cache_mode = force_generic_plan").update();
			community.jdbc().sql("prepare list as " + text).update();
			var values = String.join(", ", Collections.nCopies(number[0], "null"));
			var json = community.jdbc().sql("explain (format json) execute list (" + values + ")").query(String.class).single();
			community.jdbc().sql("deallocate list").update();
			return JsonMapper.shared().readTree(json).at("/0/Plan");
		}));
	}

	/** The indexes that give a limit its rows without sorting. */
	private static List<String> inOrderOf(JsonNode plan) {
		var found = new ArrayList<String>();
		if ("Limit".equals(plan.at("/Node Type").asString())) {
			for (var node = source(plan); !node.isMissingNode()
					&& !node.at("/Node Type").asString().endsWith("Sort"); node = source(node)) {
				if (!node.at("/Index Name").isMissingNode()) {
					found.add(node.at("/Index Name").asString());
				}
			}
		}
		plan.at("/Plans").forEach(part -> found.addAll(inOrderOf(part)));
		return found;
	}

	/** Where a node has its first rows from, in whose order it passes them on. */
	private static JsonNode source(JsonNode node) {
		for (var part : node.at("/Plans")) {
			if (!"InitPlan".equals(part.at("/Parent Relationship").asString())) {
				return part;
			}
		}
		return MissingNode.getInstance();
	}

	private static JsonNode find(JsonNode plan, String index) {
		return plan.findParents("Index Name").stream().filter(node -> index.equals(node.at("/Index Name").asString()))
				.findFirst()
				.orElseThrow();
	}
}
