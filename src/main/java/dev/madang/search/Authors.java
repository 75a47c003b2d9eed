package dev.madang.search;

import java.util.Optional;

/** Finds whom somebody means by a handle. Whoever keeps members implements it. */
public interface Authors {

	Optional<Long> find(String handle);
}
