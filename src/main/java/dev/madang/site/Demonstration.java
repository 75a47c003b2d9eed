package dev.madang.site;

import java.util.Optional;

import org.springframework.stereotype.Component;

/** Example content for a look around. */
@Component
public class Demonstration {

	/** Fills a home that has no members, and tells how to sign in. */
	public Optional<String> seed() {
		return Optional.empty();
	}
}
