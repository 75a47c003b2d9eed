package dev.madang.community;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contrast by WCAG 2.2, computed from the style sheet's OKLCH (https://bottosson.github.io/posts/oklab/). */
class AccentTest {

	private static final String ENOUGH = "4.5";

	private final String css = Files.readString(Path.of("src/main/styles/accents.css"))
			+ Files.readString(Path.of("src/main/styles/tokens.css"));

	AccentTest() throws IOException {
	}

	@ParameterizedTest
	@EnumSource(Accent.class)
	void everyAccentCanBeReadInLightAndDark(Accent accent) {
		for (var dark : new boolean[]{ false, true }) {
			var text = accent + (dark ? " in the dark" : " in the light");
			requireContrast(text, color("--on-jade", accent, dark), color("--jade", accent, dark));
			requireContrast(text, color("--on-jade", accent, dark), color("--jade-ink", accent, dark));
			requireContrast(text, color("--jade-ink", accent, dark), color("--jade-wash", accent, dark));
			requireContrast(text, color("--ink", accent, dark), color("--jade-wash", accent, dark));
			for (var ground : new String[]{ "--paper", "--sheet", "--sunk" }) {
				requireContrast(text, color("--jade-ink", accent, dark), color(ground, accent, dark));
				requireContrast(text, color("--jade", accent, dark), color(ground, accent, dark));
			}
		}
	}

	@ParameterizedTest
	@EnumSource(Accent.class)
	void aManifestHasTheSameColour(Accent accent) {
		var color = color("--jade", accent, false);
		var hex = new StringBuilder("#");
		for (var linear : color) {
			var value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
			hex.append("%02x".formatted(Math.round(value * 255)));
		}
		assertThat(accent.hex()).as(accent.word()).isEqualTo(hex.toString());
	}

	private static void requireContrast(String what, double[] one, double[] other) {
		var a = luminance(one);
		var b = luminance(other);
		assertThat((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)).as(what)
				.isGreaterThanOrEqualTo(Double.parseDouble(ENOUGH));
	}

	private static double luminance(double[] linear) {
		return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
	}

	private double[] color(String token, Accent accent, boolean dark) {
		var hue = Double.parseDouble(of(accent, "--hue"));
		var much = Double.parseDouble(of(accent, "--much"));
		var value = "oklch\\(([\\d.]+)% (?:calc\\(([\\d.]+) \\* var\\(--much\\)\\)|([\\d.]+)) ([\\d.]+|var\\(--hue\\))\\)";
		var found = find(token + ": light-dark\\(" + value + ", " + value + "\\)");
		var first = dark ? 5 : 1;
		var chroma = found.group(first + 1) == null
				? Double.parseDouble(found.group(first + 2))
				: Double.parseDouble(found.group(first + 1)) * much;
		var own = found.group(first + 3);
		return linear(Double.parseDouble(found.group(first)) / 100, chroma,
				Math.toRadians(own.startsWith("var") ? hue : Double.parseDouble(own)));
	}

	private String of(Accent accent, String name) {
		var block = accent == Accent.JADE ? ":root, .accent" : ":root\\[data-accent=" + accent.word() + "\\]";
		return find(block + "[^{]*\\{[^}]*" + name + ": ([\\d.]+)").group(1);
	}

	private Matcher find(String pattern) {
		var found = Pattern.compile(pattern).matcher(css);
		assertThat(found.find()).as(pattern).isTrue();
		return found;
	}

	/** Linear sRGB; what is outside is cut off, as browsers do. */
	private static double[] linear(double lightness, double chroma, double hue) {
		var a = chroma * Math.cos(hue);
		var b = chroma * Math.sin(hue);
		var l = Math.pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3);
		var m = Math.pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3);
		var s = Math.pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3);
		return new double[]{ cut(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
				cut(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
				cut(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s) };
	}

	private static double cut(double value) {
		return Math.clamp(value, 0, 1);
	}
}
