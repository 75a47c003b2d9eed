package dev.madang.search.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;

import javax.sql.DataSource;

import dev.madang.search.Engine;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whose turn it is to write an index that several programs share. */
@MadangTest
class TurnsTest {

	@Autowired
	DataSource database;

	@Test
	void onlyOneProgramHasATurnUntilItIsOver() {
		var turns = new Turns.ByDatabase(database);
		var name = Community.unique("index");
		for (var what : Engine.Turn.values()) {
			var done = new ArrayList<String>();
			assertThat(turns.alone(name, what, () -> {
				assertThat(turns.alone(name, what, () -> done.add("too"))).isFalse();
				assertThat(turns.alone(name + " of others", what, () -> done.add("others"))).isTrue();
				done.add("one");
			})).isTrue();
			assertThat(turns.alone(name, what, () -> done.add("then"))).isTrue();
			assertThat(done).as(what.name()).containsExactly("others", "one", "then");
		}
	}

	@Test
	void aTurnThatFailsIsOver() {
		var turns = new Turns.ByDatabase(database);
		var name = Community.unique("index");
		for (var what : Engine.Turn.values()) {
			assertThatThrownBy(() -> turns.alone(name, what, () -> {
				throw new IllegalStateException("failed");
			})).isInstanceOf(IllegalStateException.class);
			assertThat(turns.alone(name, what, () -> {
			})).as(what.name()).isTrue();
		}
	}
}
