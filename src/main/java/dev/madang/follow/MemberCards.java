package dev.madang.follow;

import dev.madang.member.Blocks;
import dev.madang.member.MemberCard;
import dev.madang.member.Members;
import dev.madang.platform.Problem;
import dev.madang.platform.Viewer;
import org.springframework.stereotype.Component;

/** The head of a member's pages as somebody sees it. */
@Component
public class MemberCards {

	private final Members members;

	private final Follows follows;

	private final Blocks blocks;

	MemberCards(Members members, Follows follows, Blocks blocks) {
		this.members = members;
		this.follows = follows;
		this.blocks = blocks;
	}

	/**
	 * @param tab which of the pages it is
	 * @throws Problem 404 if there is no such member
	 */
	public MemberCard of(String handle, String tab, Viewer viewer) {
		var member = members.get(handle);
		var other = viewer.isMember() && !viewer.is(member.id());
		return new MemberCard(member, tab, other && follows.follows(viewer, member.id()),
				other && blocks.blocks(viewer, member.id()));
	}
}
