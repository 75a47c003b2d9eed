package dev.madang.home;

/**
 * A reason why the program cannot go on that its operator can mend. The message is one line, says what to do, and is
 * all that is printed.
 */
public class StartFailure extends RuntimeException {

	public StartFailure(String line) {
		super(line);
	}

	public StartFailure(String line, Throwable cause) {
		super(line, cause);
	}
}
