package dev.madang.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {

	private static final Progress SILENT = (step, part) -> {
	};

	@TempDir
	Path folder;

	Path train;

	Path users;

	Path out;

	@BeforeEach
	void aCommunityOfTwoTastes() throws IOException {
		train = folder.resolve("train.ndjson");
		users = Files.writeString(folder.resolve("users.txt"), "u0\nu1\nstranger\n");
		out = folder.resolve("out.tsv");
		List<String> lines = new ArrayList<>();
		IntStream.range(0, 80).forEach(i -> lines.add("{\"type\":\"user\",\"ref\":\"u%d\"}".formatted(i)));
		IntStream.range(0, 30).forEach(i -> lines.add("{\"type\":\"item\",\"ref\":\"f%d\"}".formatted(i)));
		for (int i = 0; i < 80; i++) {
			for (int k = 0; k < 6; k++) {
				lines.add(review(i, i % 2 + 2 * ((i / 2 + k) % 15)));
			}
		}
		Files.write(train, lines);
	}

	private static String review(int user, int film) {
		return """
				{"type":"post","ref":"p%d-%d","author":"u%d","item":"f%d","rating":9,"body":"우주 영화","createdAt":"2015-01-0%dT10:00:00Z"}"""
				.formatted(user, film, user, film, 1 + film % 9);
	}

	@Test
	void recommendsWhatOthersOfTheSameTasteLikeAndNothingThatOneHasAPostOn() throws IOException {
		Evaluation.write(train, users, out, SILENT);
		var rows = Files.readAllLines(out);
		assertThat(rows).hasSize(3);
		var first = rows.getFirst().split("\t");
		assertThat(first[0]).isEqualTo("u0");
		var films = List.of(first[1].split(","));
		assertThat(films).hasSize(20).doesNotContain("f0", "f2", "f4", "f6", "f8", "f10").doesNotHaveDuplicates();
		assertThat(films.subList(0, 5)).allMatch(film -> Integer.parseInt(film.substring(1)) % 2 == 0);
	}

	@Test
	void givesStrangersWhatIsCurrentAndEverybodyTheSameTwice() throws IOException {
		Evaluation.write(train, users, out, SILENT);
		var first = Files.readString(out);
		assertThat(first.lines().toList().getLast()).startsWith("stranger\t");
		assertThat(first.lines().toList().getLast().split(",")).hasSize(20);
		Evaluation.write(train, users, out, SILENT);
		assertThat(Files.readString(out)).isEqualTo(first);
	}

	@Test
	void namesTheLineThatItCannotRead() throws IOException {
		Files.writeString(train, Files.readString(train) + "{\"type\":\"post\",\"author\":\n");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> Evaluation.write(train, users, out, SILENT))
				.withMessageContaining("line 591").withMessageNotContaining("\n");
	}

	@Test
	void refusesAPostOfNobody() throws IOException {
		Files.writeString(train, Files.readString(train) + review(99, 1));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> Evaluation.write(train, users, out, SILENT))
				.withMessageContaining("u99");
	}

	@Test
	void answersForAnEmptyArchive() throws IOException {
		Files.writeString(train, "");
		Evaluation.write(train, users, out, SILENT);
		assertThat(Files.readAllLines(out)).containsExactly("u0\t", "u1\t", "stranger\t");
	}
}
