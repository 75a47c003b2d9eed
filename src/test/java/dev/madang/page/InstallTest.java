package dev.madang.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;

import javax.imageio.ImageIO;

import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What a device needs to keep the community among its programs. */
@MadangTest
class InstallTest {

	@Autowired
	Community community;

	@Autowired
	Icons icons;

	@Test
	void theManifestLeadsToWhatThereIs() {
		var browser = new Browser(community).signedIn(community.aMember());
		var answer = browser.get("/manifest.webmanifest");
		assertThat(answer.header("Content-Type")).isEqualTo("application/manifest+json");
		assertThat(answer.text("/name")).isNotEmpty();
		assertThat(answer.text("/display")).isEqualTo("standalone");
		assertThat(answer.text("/share_target/action")).isEqualTo("/write");
		answer.json().at("/icons").forEach(icon -> assertThat(browser.get(icon.at("/src").asString()).status()).isEqualTo(200));
		assertThat(answer.json().at("/shortcuts").size()).isPositive();
		answer.json().at("/shortcuts")
				.forEach(shortcut -> assertThat(browser.get(shortcut.at("/url").asString()).status()).isEqualTo(200));
	}

	@ParameterizedTest
	@CsvSource({ "192, 192, 0", "512, 512, 0", "maskable, 512, 255", "180, 180, 255" })
	void iconsAreDrawnFromTheMark(String name, int size, int corner) throws IOException {
		var image = ImageIO.read(new ByteArrayInputStream(icons.png(name)));
		assertThat(image.getWidth()).isEqualTo(size);
		assertThat(image.getRGB(0, 0) >>> 24).isEqualTo(corner);
		// the foot of the mark is in the middle, a little above the lower edge
		var light = 0;
		for (int y = 0; y < size; y++) {
			light += (image.getRGB(size / 2, y) & 0xff) > 0xe0 ? 1 : 0;
		}
		assertThat(light).isBetween(size / 25, size / 5);
	}

	@Test
	void theIconThatBrowsersAskForUnaskedIsOne() {
		var answer = community.anybody().get("!/favicon.ico");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("image/x-icon");
		assertThat(answer.header("Cache-Control")).contains("public");
		assertThat(icons.ico()).startsWith(0, 0, 1, 0, 1, 0, 32, 32).contains('P', 'N', 'G');
	}

	@Test
	void anIconOfAnotherSizeIsNotThere() {
		assertThat(community.anybody().get("!/icons/99999.png").status()).isEqualTo(404);
	}

	@Test
	void nothingOfAMemberIsOnThePageThatIsKept() {
		var member = community.aMember();
		var page = new Browser(community).signedIn(member).get("/offline");
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.body()).contains("data-accent=\"").doesNotContain(member.handle()).doesNotContain("_csrf")
				.doesNotContain("<script");
	}

	@Test
	void theWorkerIsAskedForAnewEachTime() {
		var answer = community.anybody().get("!/worker.js");
		assertThat(answer.header("Content-Type")).startsWith("text/javascript");
		assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
	}

	@Test
	void whatAnotherProgramSharesIsInTheForm() {
		var page = new Browser(community).signedIn(community.aMember())
				.get("/write?title=" + Browser.encode("좋은 글") + "&text=" + Browser.encode("<b>한 줄</b>") + "&url="
						+ Browser.encode("https://madang.example/a?b=1"));
		assertThat(page.body()).contains("value=\"좋은 글\"").contains("&lt;b").doesNotContain("<b>한 줄")
				.contains("https://madang.example/a?b=1");
	}

	@Test
	void browsersAreToldWhatTheyMayFetchAhead() {
		var page = new Browser(community).get("/boards");
		assertThat(page.header("Speculation-Rules")).isEqualTo("\"/prefetch.json\"");
		var rules = community.anybody().get("!/prefetch.json");
		assertThat(rules.header("Content-Type")).isEqualTo("application/speculationrules+json");
		assertThat(rules.json().at("/prefetch/0/eagerness").asString()).isEqualTo("moderate");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/write", "/logout", "/media", "/settings", "/admin", "/login", "/report", "/go", "/edit" })
	void nothingElseIsFetchedAhead(String path) {
		assertThat(community.anybody().get("!/prefetch.json").body()).doesNotContain(path);
	}
}
