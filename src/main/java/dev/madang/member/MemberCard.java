package dev.madang.member;

import org.springframework.web.util.UriUtils;

/**
 * The head of a member's pages.
 *
 * @param tab which of the pages it is: posts, reading, products, comments or likes
 * @param follows whether the viewer follows the member
 * @param blocks whether the viewer blocks the member
 */
public record MemberCard(Member member, String tab, boolean follows, boolean blocks) {

	/** The path of the first of the pages, which those of the others begin with. */
	public String path() {
		return "/@" + UriUtils.encodePathSegment(member.handle(), "UTF-8");
	}
}
