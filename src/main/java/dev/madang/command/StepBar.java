package dev.madang.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;

/** What is being done and how far it is: on one line of a terminal, now and then elsewhere. */
final class StepBar implements AutoCloseable {

	private final PrintWriter out;

	private final boolean terminal = ProgressBar.isTerminal();

	private final Instant start = Instant.now();

	private Instant shown = Instant.EPOCH;

	private String step = "";

	StepBar(PrintWriter out) {
		this.out = out;
	}

	/** @param part from 0 to 1, of this step */
	void show(String step, double part) {
		var now = Instant.now();
		var between = terminal ? Duration.ofMillis(200) : Duration.ofSeconds(5);
		if (step.equals(this.step) && part < 1 && Duration.between(shown, now).compareTo(between) < 0) {
			return;
		}
		this.step = step;
		shown = now;
		out.print((terminal ? "\r" : "") + String.format("%-16s %3.0f%%  %d s ", step, part * 100,
				Duration.between(start, now).toSeconds()) + (terminal ? "" : "\n"));
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
