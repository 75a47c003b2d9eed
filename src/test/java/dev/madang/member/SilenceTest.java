package dev.madang.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import dev.madang.testing.Statements;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whether somebody has an address is told by nothing: the same statements, commits and answers either way. */
@MadangTest
class SilenceTest {

	@Autowired
	Community community;

	@Autowired
	Statements statements;

	private record Seen(int status, String code, List<String> statements, int commits) {
	}

	private Seen ask(String path, Map<String, String> form) {
		statements.take();
		var answer = community.anybody().post(path, form);
		var commits = statements.commits();
		return new Seen(answer.status(), answer.body().isEmpty() ? "" : answer.code(), statements.take(), commits);
	}

	@Test
	void signingInGoesOneWay() {
		var member = community.aMember();
		for (var ending : new String[]{ "", "@example.org" }) {
			var known = ask("/auth/login", Map.of("login", member.handle() + ending, "password", "not this one"));
			var unknown = ask("/auth/login", Map.of("login", Community.unique("x") + ending, "password", "not this one"));
			assertThat(unknown).isEqualTo(known);
			assertThat(known.statements()).isNotEmpty();
			assertThat(known.code()).isEqualTo("bad-credentials");
		}
	}

	@Test
	void askingForANewPasswordGoesOneWay() {
		var member = community.aMember();
		var known = ask("/auth/password/reset-request", Map.of("email", member.handle() + "@example.org"));
		var unknown = ask("/auth/password/reset-request", Map.of("email", Community.unique("x") + "@example.org"));
		assertThat(unknown).isEqualTo(known);
		assertThat(known.statements()).isNotEmpty();
	}
}
