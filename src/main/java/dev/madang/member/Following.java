package dev.madang.member;

import dev.madang.platform.Viewer;

/** What the module of follows, above this one, tells of two members. */
public interface Following {

	boolean follows(Viewer viewer, long memberId);
}
