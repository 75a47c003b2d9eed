package dev.madang.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Locale;
import java.util.Map;

import javax.sql.DataSource;

import dev.madang.platform.ClusterSignals;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.testing.Browser;
import dev.madang.testing.MadangTest;
import dev.madang.testing.Unreliable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

@MadangTest
class CommunitySettingsTest {

	@Autowired
	CommunitySettings settings;

	@Autowired
	Community community;

	@Autowired
	dev.madang.testing.Community people;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	DataSource dataSource;

	@Autowired
	MessageSource messages;

	@Autowired
	ClusterSignals signals;

	private Viewer admin() {
		var person = people.anAdmin();
		return new Viewer(person.id(), person.handle(), person.handle(), Role.ADMIN, 0);
	}

	@AfterEach
	void asBefore() {
		settings.set(admin(), Map.of(Setting.NAME, "", Setting.ACCENT, "", Setting.WORDS, "", Setting.MAIL_USER, "",
				Setting.MAIL_HOST, ""));
	}

	@Test
	void aNameIsShownAtOnceAndTakenBackByNone() {
		settings.set(admin(), Map.of(Setting.NAME, "  느티나무 책방 ", Setting.ACCENT, "plum"));
		assertThat(community.name(Locale.KOREAN)).isEqualTo(community.name(Locale.ENGLISH)).isEqualTo("느티나무 책방");
		assertThat(community.accent()).isEqualTo(Accent.PLUM);
		assertThat(new Browser(people).get("/").body()).contains("data-accent=\"plum\"", "<title>느티나무 책방</title>");
		settings.set(admin(), Map.of(Setting.NAME, ""));
		assertThat(community.name(Locale.ENGLISH)).isEqualTo("Madang");
		assertThat(new Browser(people).get("/").body()).doesNotContain("느티나무");
	}

	@Test
	void nobodyButAnAdminSetsThem() {
		var person = people.aModerator();
		var viewer = new Viewer(person.id(), person.handle(), person.handle(), Role.MODERATOR, 0);
		assertThatThrownBy(() -> settings.set(viewer, Map.of(Setting.NAME, "나의 것"))).isInstanceOf(Problem.class);
		assertThatThrownBy(() -> settings.setMark(viewer, new byte[]{ 1 })).isInstanceOf(Problem.class);
	}

	@ParameterizedTest
	@CsvSource({ "ACCENT,pink", "MARK,star", "MARK,picture-..", "MARK,picture-0123456789abcdef0123456789abcdef",
			"ZONE,Mars/Olympus",
			"ZONE,+09:00", "ZONE,UTC+9", "SIGN_UP,closed", "LANGUAGES,fr",
			"LANGUAGE,de",
			"MAIL_PORT,70000", "MAIL_TLS,maybe", "MAIL_FROM,nobody", "MAIL_HOST,'a b'" })
	void whatIsNoValueIsRefused(Setting setting, String value) {
		assertThatThrownBy(() -> settings.set(admin(), Map.of(setting, value))).isInstanceOfSatisfying(Problem.class,
				problem -> assertThat(problem.violations()).extracting(Problem.Violation::field)
						.containsExactly(setting.field()));
		assertThat(community.get(setting)).isNotEqualTo(value);
	}

	@Test
	void whatIsTooLongOrOnTwoLinesIsRefused() {
		assertThatThrownBy(() -> settings.set(admin(), Map.of(Setting.NAME, "가".repeat(41)))).isInstanceOf(Problem.class);
		assertThatThrownBy(() -> settings.set(admin(), Map.of(Setting.SENTENCE, "하나\n둘"))).isInstanceOf(Problem.class);
		assertThatThrownBy(() -> settings.set(admin(), Map.of(Setting.RULES, "가".repeat(20_001)))).isInstanceOf(Problem.class);
		assertThatThrownBy(() -> settings.set(admin(), Map.of(Setting.LANGUAGES, "en", Setting.LANGUAGE, "ko")))
				.isInstanceOf(Problem.class);
	}

	@Test
	void theProgramsSettingsComeFirst() {
		var fixed = new FixedSettings(new MockEnvironment().withProperty("madang.community.name", "고정")
				.withProperty("madang.moderation.words", "하나,둘").withProperty("madang.mail.host", "smtp.example"));
		assertThat(fixed.find(Setting.NAME)).contains("고정");
		assertThat(fixed.find(Setting.WORDS)).contains("하나\n둘");
		assertThat(fixed.find(Setting.MAIL_PASSWORD)).as("a stored one is of another server").contains("");
		assertThat(fixed.find(Setting.SENTENCE)).isEmpty();
	}

	@Test
	void thePasswordIsNeitherInTheLogNorLostByAnEmptyOne() {
		settings.set(admin(), Map.of(Setting.MAIL_USER, "madang", Setting.MAIL_PASSWORD, "s3cret-of-smtp"));
		settings.set(admin(), Map.of(Setting.MAIL_PASSWORD, ""));
		assertThat(community.get(Setting.MAIL_PASSWORD)).isEqualTo("s3cret-of-smtp");
		settings.set(admin(), Map.of(Setting.MAIL_PORT, "", Setting.MAIL_TLS, "", Setting.MAIL_HOST, "",
				Setting.MAIL_USER, " madang "));
		assertThat(community.get(Setting.MAIL_PASSWORD)).as("nothing is another").isEqualTo("s3cret-of-smtp");
		settings.set(admin(), Map.of(Setting.MAIL_HOST, "elsewhere.example", Setting.MAIL_PASSWORD, ""));
		assertThat(community.get(Setting.MAIL_PASSWORD)).as("of another server").isEmpty();
		assertThat(jdbc.sql("select count(*) from activity where detail::text like '%s3cret-of-smtp%'").query(Integer.class)
				.single())
				.isZero();
	}

	@Test
	void whatCannotBeReadAtOnceIsShownAsSoonAsItCan() {
		var database = new Unreliable(dataSource);
		var other = new Community(JdbcClient.create(database), messages, new FixedSettings(new MockEnvironment()), signals);
		jdbc.sql("insert into community_setting (name, value) values ('name', '느티나무')").update();
		database.goAway();
		other.reload();
		assertThat(other.name(Locale.KOREAN)).isNotEqualTo("느티나무");
		database.comeBack();
		await().untilAsserted(() -> assertThat(other.name(Locale.KOREAN)).isEqualTo("느티나무"));
	}

	@Test
	void anotherNodeKnowsAsSoonAsItIsSignalled() {
		var other = new Community(jdbc, messages, new FixedSettings(new MockEnvironment()), signals);
		settings.set(admin(), Map.of(Setting.NAME, "다른 노드"));
		await().untilAsserted(() -> assertThat(other.name(Locale.KOREAN)).isEqualTo("다른 노드"));
	}
}
