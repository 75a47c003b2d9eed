package dev.madang.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import dev.madang.platform.Sha256;
import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** At most a hundred wrong passwords an hour and account, from wherever they come. */
@MadangTest
class GuessingTest {

	@Autowired
	Community community;

	private void guessed(String account, int times) {
		community.jdbc().sql("""
				insert into login_history (account, succeeded, at)
				select :account, false, now() - interval '30 minutes' from generate_series(1, :times)
				""").param("account", Sha256.of(account)).param("times", times).update();
	}

	private int logIn(String handle, String password) {
		return community.anybody().post("/auth/login", Map.of("login", handle, "password", password)).status();
	}

	@Test
	void manyAtOnceDoNotExceedIt() throws Exception {
		var member = community.aMember();
		guessed("member " + member.id(), LogInAttempts.GUESSES - 5);
		try (var threads = Executors.newFixedThreadPool(20)) {
			var answers = threads
					.invokeAll(
							IntStream.range(0, 20).<Callable<Integer>>mapToObj(i -> () -> logIn(member.handle(), "guess " + i))
									.toList());
			assertThat(answers.stream().filter(answer -> answer.resultNow() == 401)).hasSize(5);
			assertThat(answers.stream().filter(answer -> answer.resultNow() == 429)).hasSize(15);
		}
		var refused = community.anybody().post("/auth/login", Map.of("login", member.handle(), "password", Community.PASSWORD));
		assertThat(refused.code()).isEqualTo("too-many-guesses");
		assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 1800);
		assertThat(logIn(member.handle() + "@example.org", Community.PASSWORD)).as("does not tell whose address it is")
				.isEqualTo(401);
	}

	@Test
	void theOwnerGetsInFromAKnownDevice() {
		var member = community.aMember();
		var fields = "login=" + member.handle() + "&password=" + Browser.encode(Community.PASSWORD);
		var known = new Browser(community);
		assertThat(known.post("/login", fields).status()).isEqualTo(303);
		known.forget("madang");
		guessed("member " + member.id(), LogInAttempts.GUESSES);
		assertThat(logIn(member.handle(), Community.PASSWORD)).isEqualTo(429);
		assertThat(new Browser(community).post("/login", fields).status()).isEqualTo(429);
		assertThat(known.post("/login", fields).status()).isEqualTo(303);
		assertThat(community.anybody().header("Cookie", "device=" + known.cookie("device"))
				.post("/auth/login", Map.of("login", member.handle(), "password", Community.PASSWORD)).status()).isEqualTo(200);
	}

	@Test
	void aNameThatNobodyHasIsRefusedTheSameWay() {
		var nobody = Community.unique("nobody");
		guessed("name " + nobody, LogInAttempts.GUESSES);
		var answer = community.anybody().post("/auth/login", Map.of("login", nobody, "password", "whatever it is"));
		assertThat(answer.code()).isEqualTo("too-many-guesses");
	}

	/** On a busy machine some of so many are asked to come again. */
	private int logInWhenTold(String handle) {
		var status = logIn(handle, Community.PASSWORD);
		while (status == 503) {
			status = logIn(handle, Community.PASSWORD);
		}
		return status;
	}

	@Test
	void fiftySignInsAtOnceAreHashedInTurn() throws Exception {
		var member = community.aMember();
		try (var threads = Executors.newFixedThreadPool(50)) {
			var answers = threads.invokeAll(
					IntStream.range(0, 50).<Callable<Integer>>mapToObj(i -> () -> logInWhenTold(member.handle())).toList());
			assertThat(answers.stream().map(answer -> answer.resultNow())).containsOnly(200);
		}
	}
}
