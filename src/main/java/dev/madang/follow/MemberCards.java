package dev.madang.follow;

import dev.madang.activity.SharedCache;
import dev.madang.activity.SharedCache.Ends;
import dev.madang.activity.SharedValues;
import dev.madang.member.Blocks;
import dev.madang.member.Member;
import dev.madang.member.MemberCard;
import dev.madang.member.Members;
import dev.madang.platform.Problem;
import dev.madang.platform.Viewer;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** The head of a member's pages as somebody sees it. */
@Component
public class MemberCards {

	private static final TypeReference<Member> MEMBER = new TypeReference<>() {
	};

	private final Members members;

	private final Follows follows;

	private final Blocks blocks;

	private final SharedValues values;

	MemberCards(Members members, Follows follows, Blocks blocks, SharedValues values) {
		this.values = values;
		this.members = members;
		this.follows = follows;
		this.blocks = blocks;
	}

	/**
	 * @param tab which of the pages it is
	 * @throws Problem 404 if there is no such member
	 */
	public MemberCard of(String handle, String tab, Viewer viewer) {
		var member = values.get("member:" + handle, Ends.BY_ANY_ENTRY, SharedCache.HOLDS, MEMBER,
				() -> members.get(handle).forOthers());
		var other = viewer.isMember() && !viewer.is(member.id());
		return new MemberCard(member, tab, other && follows.follows(viewer, member.id()),
				other && blocks.blocks(viewer, member.id()));
	}
}
