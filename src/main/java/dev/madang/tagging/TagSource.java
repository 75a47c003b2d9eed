package dev.madang.tagging;

import java.util.List;

/** An outside server that names tags for a text. */
public interface TagSource {

	/** As an answer names it. */
	String name();

	/** The best first; none if the server is of no use at the moment. It answers within a bounded time. */
	List<String> tags(String title, String body);
}
