package dev.madang;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** Each table is written by one module: a query may read tables of modules that its own declares, and writes only its own. */
class TablesTest {

	private static final Map<String, List<String>> OWNED = Map.ofEntries(
			Map.entry("platform", List.of("idempotency_key", "write_probe")),
			Map.entry("cluster", List.of("node")),
			Map.entry("community", List.of("community_setting", "community_mark")),
			Map.entry("activity", List.of("activity", "log_consumer", "parked_activity", "log_epoch")),
			Map.entry("member", List.of("member", "member_count", "former_handle", "sign_in", "spent_refresh_token",
					"login_history",
					"signing_key", "one_time_link", "member_email", "member_picture", "member_state", "block", "access_token",
					"passkey", "member_identity", "ceremony", "sign_up", "invite", "legal_text", "consent", "known_device")),
			Map.entry("media", List.of("media", "media_use", "media_removal", "media_secret", "media_move")),
			Map.entry("language", List.of("community_word")), Map.entry("search", List.of("search_build")),
			Map.entry("mail", List.of("mail")), Map.entry("follow", List.of("follow")),
			Map.entry("tagging", List.of("tag", "tag_follow")), Map.entry("reaction", List.of("reaction")),
			Map.entry("catalog", List.of("item", "item_count", "catalog_count", "item_merge", "item_merge_row", "reading")),
			Map.entry("counter", List.of("view_batch")),
			Map.entry("board",
					List.of("category", "category_count", "post", "post_version", "post_count", "post_tag", "comment",
							"comment_version", "bookmark", "post_read", "category_moderator", "visit", "board_visit")),
			Map.entry("moderation",
					List.of("report_case", "report", "moderation_act", "moderation_email", "newcomer_day")),
			Map.entry("market", List.of("product", "product_count", "market_count")),
			Map.entry("recommendation", List.of("signal", "model_thing", "model_build")),
			Map.entry("events", List.of("topic", "event", "webhook", "webhook_delivery", "dead_letter_sent")),
			Map.entry("notification",
					List.of("notification", "notification_actor", "notification_preference", "notification_digest", "push_key",
							"push_subscription", "message_notice")),
			Map.entry("chat", List.of("room", "room_member", "room_removal", "message", "message_preference", "board_room")),
			Map.entry("archive", List.of("import_source", "import_ref")), Map.entry("site", List.of("day_count")));

	private static final Pattern WRITE = Pattern
			.compile("\\b(?:insert into|update|delete from|into\\()\\s*\"?([a-z_]+)\\b(?!\\s+set\\s+\\w+\\s*=\\s*\\w+\\s*;)");

	private static final Pattern TABLE = Pattern.compile("create table (\\w+)");

	private static final Pattern RENAMED = Pattern.compile("alter table (\\w+) rename to (\\w+)");

	@Test
	void eachTableHasOneOwner() throws IOException {
		var tables = new ArrayList<String>();
		try (var scripts = Files.list(Path.of("src/main/resources/db/migration"))) {
			for (var script : scripts.sorted().toList()) {
				TABLE.matcher(Files.readString(script)).results().forEach(match -> tables.add(match.group(1)));
				RENAMED.matcher(Files.readString(script)).results()
						.forEach(match -> tables.set(tables.indexOf(match.group(1)), match.group(2)));
			}
		}
		assertThat(OWNED.values().stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(tables);
	}

	@Test
	void noModuleWritesAnothersTable() throws IOException {
		var all = OWNED.values().stream().flatMap(List::stream).toList();
		var found = new ArrayList<String>();
		var seen = new ArrayList<String>();
		try (var sources = Files.walk(Path.of("src/main/java/dev/madang"))) {
			for (var source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
				var module = Path.of("src/main/java/dev/madang").relativize(source).getName(0).toString();
				for (var match : WRITE.matcher(Files.readString(source)).results().toList()) {
					var table = match.group(1);
					if (all.contains(table)) {
						seen.add(table);
						if (!OWNED.getOrDefault(module, List.of()).contains(table)) {
							found.add(source.getFileName() + " writes " + table);
						}
					}
				}
			}
		}
		assertThat(found).isEmpty();
		assertThat(seen).as("the pattern finds what is written").contains("post", "comment", "member", "reaction",
				"import_ref");
	}

	private static final Pattern READ = Pattern.compile("\\b(?:from|join|using)\\s+([a-z_]+)\\b");

	/** Text blocks, and what is left of the others when these are gone. */
	private static final Pattern BLOCK = Pattern.compile("\"\"\"(.*?)\"\"\"", Pattern.DOTALL);

	private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)+)\"");

	@Test
	void aModuleDeclaresWhoseTablesItReads() throws IOException {
		var owners = new HashMap<String, String>();
		OWNED.forEach((module, tables) -> tables.forEach(table -> owners.put(table, module)));
		var found = new ArrayList<String>();
		var seen = new ArrayList<String>();
		try (var sources = Files.walk(Path.of("src/main/java/dev/madang"))) {
			for (var source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
				var module = Path.of("src/main/java/dev/madang").relativize(source).getName(0).toString();
				var information = Path.of("src/main/java/dev/madang", module, "package-info.java");
				if (!Files.exists(information)) {
					continue;
				}
				var declared = Files.readString(information);
				for (var text : texts(Files.readString(source))) {
					for (var match : READ.matcher(text).results().toList()) {
						var owner = owners.get(match.group(1));
						if (owner != null && !owner.equals(module)) {
							seen.add(module + " reads " + owner);
							if (!declared.contains("\"" + owner + "\"")) {
								found.add(source.getFileName() + " reads " + match.group(1) + " of " + owner);
							}
						}
					}
				}
			}
		}
		assertThat(found).isEmpty();
		assertThat(seen).as("the pattern finds what is read").contains("board reads member", "recommendation reads board",
				"notification reads reaction");
	}

	private static List<String> texts(String source) {
		var texts = new ArrayList<>(BLOCK.matcher(source).results().map(match -> match.group(1)).toList());
		STRING.matcher(BLOCK.matcher(source).replaceAll("")).results().map(match -> match.group(1)).forEach(texts::add);
		return texts;
	}
}
