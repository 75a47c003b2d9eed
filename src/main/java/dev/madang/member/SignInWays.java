package dev.madang.member;

import java.util.List;

import org.springframework.stereotype.Component;

/** The ways of signing in besides the password, as the adapters that are set up offer them. */
@Component
public class SignInWays {

	/**
	 * A provider of sign-ins.
	 *
	 * @param name the word for it in addresses and settings
	 * @param title what people read on the button
	 */
	public record Provider(String name, String title) {
	}

	/** An adapter that knows providers. */
	public interface Source {

		List<Provider> providers();
	}

	private final List<Source> sources;

	SignInWays(List<Source> sources) {
		this.sources = sources;
	}

	public List<Provider> providers() {
		return sources.stream().flatMap(source -> source.providers().stream()).toList();
	}
}
