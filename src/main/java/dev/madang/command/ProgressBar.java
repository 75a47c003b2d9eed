package dev.madang.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;

/** How far something is, how fast it goes and how long it will take: on one line of a terminal, now and then elsewhere. */
final class ProgressBar implements AutoCloseable {

	private static final int WIDTH = 30;

	private final PrintWriter out;

	private final boolean terminal = isTerminal();

	private final Instant start = Instant.now();

	private Instant shown = start;

	ProgressBar(PrintWriter out) {
		this.out = out;
	}

	static boolean isTerminal() {
		var console = System.console();
		return console != null && console.isTerminal();
	}

	/** @param progress from 0 to 1 */
	void show(double progress, long lines) {
		var now = Instant.now();
		if (Duration.between(shown, now).compareTo(terminal ? Duration.ofMillis(200) : Duration.ofSeconds(5)) < 0
				&& progress < 1) {
			return;
		}
		shown = now;
		var seconds = Math.max(0.001, Duration.between(start, now).toMillis() / 1000.0);
		var remaining = Math.round(seconds / Math.max(progress, 0.001) * (1 - progress));
		var filled = (int) Math.round(WIDTH * Math.min(progress, 1));
		out.print((terminal ? "\r" : "") + "[" + "█".repeat(filled) + "·".repeat(WIDTH - filled) + "] "
				+ String.format("%3.0f%%  %,d lines  %,.0f/s  %d:%02d left ", progress * 100, lines, lines / seconds,
						remaining / 60, remaining % 60)
				+ (terminal ? "" : "\n"));
		out.flush();
	}

	@Override
	public void close() {
		if (terminal) {
			out.println();
		}
		out.flush();
	}
}
