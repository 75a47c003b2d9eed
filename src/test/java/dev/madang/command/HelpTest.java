package dev.madang.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class HelpTest {

	@Test
	void everyCommandAndArgumentIsDescribedInShortSentences() {
		var texts = commands(CommandSpec.forAnnotatedObject(CommandLineProgram.class)).flatMap(HelpTest::texts).toList();
		assertThat(texts).hasSizeGreaterThan(30)
				.allSatisfy(text -> assertThat(text).hasSizeBetween(10, 120).matches("[A-Z].*\\.")
						.doesNotContainPattern("(?i)\\b(whom|anew|steps?|taken? back|look around)\\b"));
	}

	@Test
	void everyCommandHasHelp() {
		assertThat(commands(CommandSpec.forAnnotatedObject(CommandLineProgram.class)))
				.allSatisfy(command -> assertThat(command.findOption("--help")).as(command.qualifiedName()).isNotNull());
	}

	private static Stream<CommandSpec> commands(CommandSpec command) {
		return Stream.concat(Stream.of(command), command.subcommands().values().stream().map(CommandLine::getCommandSpec)
				.flatMap(HelpTest::commands));
	}

	private static Stream<String> texts(CommandSpec command) {
		return Stream.concat(Stream.of(String.join("", command.usageMessage().description())),
				command.args().stream().map(argument -> String.join("", argument.description())))
				.map(text -> text.replace("${DEFAULT-VALUE}", "x"));
	}
}
