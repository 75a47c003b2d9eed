package dev.madang.notification;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Who might be told of something, before it is asked who may and who wants to. Whoever is in it for several reasons is told
 * for the first one that they did not switch off, in this order: what was named with {@link #add}, a mention, somebody
 * followed, a tag followed.
 */
final class Candidates {

	/** No member has this id. */
	private static final long NOBODY = 0;

	private record Named(long memberId, NotificationKind kind, String detail) {
	}

	private final List<Named> named = new ArrayList<>();

	private Collection<String> mentioned = List.of();

	private long followed = NOBODY;

	private long tagged = NOBODY;

	Candidates add(long memberId, NotificationKind kind) {
		return add(memberId, kind, "");
	}

	Candidates add(long memberId, NotificationKind kind, String detail) {
		named.add(new Named(memberId, kind, detail));
		return this;
	}

	/** Those with these handles. */
	Candidates mention(Collection<String> handles) {
		mentioned = handles;
		return this;
	}

	/** Those who follow a member. */
	Candidates followersOf(long memberId) {
		followed = memberId;
		return this;
	}

	/** Those who follow a tag of a post. */
	Candidates followersOfTagsOf(long postId) {
		tagged = postId;
		return this;
	}

	Long[] ids() {
		return named.stream().map(Named::memberId).toArray(Long[]::new);
	}

	String[] kinds() {
		return named.stream().map(each -> each.kind().word()).toArray(String[]::new);
	}

	String[] details() {
		return named.stream().map(Named::detail).toArray(String[]::new);
	}

	String[] mentioned() {
		return mentioned.toArray(String[]::new);
	}

	long followed() {
		return followed;
	}

	long tagged() {
		return tagged;
	}
}
