package dev.madang.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A node of the last release runs beside one of this, on the schema of this. So a migration takes nothing away and asks for nothing
 * new, unless its name says which schema a program has to know that does without it ({@code V060__contract_055_board.sql}).
 */
class ExpandingTest {

	/** Those before it are of a time when all nodes were stopped. */
	private static final int FIRST = 51;

	private static final Pattern MAKES_TABLE = Pattern.compile("create (?:unlogged )?table (?:if not exists )?(\\w+).*");

	private static final Pattern OF_TABLE = Pattern
			.compile("(?:alter table|drop table|create unique index .* on) (?:if exists |only )*(\\w+).*");

	/** Each is of one step of a statement, without commas between steps. */
	private static final List<Pattern> CONTRACTS = List.of(
			Pattern.compile("drop (table|view|function|type|sequence|schema|column|default|trigger)\\b.*"),
			Pattern.compile("drop (?!constraint|not null|index|expression|identity)\\w+( cascade)?"),
			Pattern.compile("rename .*"), Pattern.compile("alter .* (type|drop default|set not null)\\b.*"),
			Pattern.compile("add (column )?(if not exists )?(?!constraint |check|unique|primary |foreign |exclude)\\w+ "
					+ "(?!.*\\b(default|generated)\\b).*\\b(not null|primary key)\\b.*"),
			Pattern.compile("add (constraint|check|unique|primary|foreign|exclude)\\b.*"),
			Pattern.compile("create unique index .*"),
			Pattern.compile("(truncate|delete from) .*"));

	/** What of a migration an older program would miss, or fail at; what it does to tables of its own is nobody's. */
	private static List<String> contractions(String sql) {
		var found = new ArrayList<String>();
		var own = new HashSet<String>();
		var statements = sql.replaceAll("--.*", "").toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").split(";");
		for (var statement : Arrays.stream(statements).map(String::strip).toList()) {
			var made = MAKES_TABLE.matcher(statement);
			if (made.matches()) {
				own.add(made.group(1));
			}
			var table = OF_TABLE.matcher(statement);
			if (!table.matches() || !own.contains(table.group(1))) {
				var steps = statement.replaceFirst("^alter table (if exists |only )*\\w+ ", "")
						.split(", (?=(add|drop|alter|rename) )");
				Arrays.stream(steps).filter(step -> CONTRACTS.stream().anyMatch(each -> each.matcher(step).matches()))
						.forEach(found::add);
			}
		}
		return found;
	}

	private static String text(String name) {
		try (var file = ExpandingTest.class.getResourceAsStream("/db/migration/" + name)) {
			assertThat(file).isNotNull();
			return new String(file.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException e) {
			throw new AssertionError(e);
		}
	}

	@Test
	void migrationsAddOrSayWhichProgramsDoWithoutWhatTheyTakeAway() {
		assertThat(Migrations.names().filter(name -> Migrations.number(name) >= FIRST)).isNotEmpty().allSatisfy(name -> {
			var lets = Migrations.lets(name);
			assertThat(lets).as(name + ": a program that knows it is none of the last release")
					.isLessThan(Migrations.number(name));
			if (lets == 0) {
				assertThat(contractions(text(name))).as(name + " takes away what the last release uses").isEmpty();
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "drop table post", "alter table post drop column title", "alter table post drop title",
			"alter table post rename column title to name", "alter table post rename to note",
			"alter table post alter column title type varchar(10)", "alter table post alter title set not null",
			"alter table post add column mood text, add column weight numeric(3, 2) not null",
			"ALTER TABLE post\n\tADD mood text NOT NULL", "alter table post add constraint one check (id > 1)",
			"create unique index post_title on post (title)", "delete from post where id = 1",
			"alter table post alter column state drop default" })
	void isSeen(String contraction) {
		assertThat(contractions("create table mood (id bigint);\n" + contraction + ";")).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "create table mood (id bigint primary key, name text not null)",
			"alter table post add column mood text", "alter table post add column mood text not null default 'calm'",
			"alter table post add column mood bigint generated always as identity", "create index post_mood on post (title)",
			"alter table post drop constraint one", "alter table post alter column title drop not null",
			"create table mood (id bigint); create unique index m on mood (id); alter table mood add constraint one check (id > 1)",
			"-- drop table post\ninsert into word (word) values ('x')" })
	void isNone(String expansion) {
		assertThat(contractions(expansion + ";")).isEmpty();
	}

	@Test
	void aContractionSaysInItsNameWhichProgramsItLetsGoOn() {
		assertThat(Migrations.lets("V060__contract_055_board.sql")).isEqualTo(55);
		assertThat(Migrations.lets("V060__board.sql")).isZero();
		assertThat(Migrations.lets("V060__contracts.sql")).isZero();
	}
}
