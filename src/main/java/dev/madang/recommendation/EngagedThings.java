package dev.madang.recommendation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.madang.recommendation.model.Engagements;

/** Engagements of members with posts or items, and which number stands for which. */
final class EngagedThings {

	private final Map<Long, Integer> members = new HashMap<>();

	private final Map<Long, Integer> things = new HashMap<>();

	private final List<Long> ids = new ArrayList<>();

	private final Engagements engagements = new Engagements();

	void add(long member, long thing, int day, float weight) {
		engagements.add(members.computeIfAbsent(member, fresh -> members.size()), number(thing), day, weight, true);
	}

	int number(long thing) {
		return things.computeIfAbsent(thing, fresh -> {
			ids.add(fresh);
			return ids.size() - 1;
		});
	}

	int size() {
		return ids.size();
	}

	int members() {
		return members.size();
	}

	long id(int number) {
		return ids.get(number);
	}

	Engagements engagements() {
		return engagements;
	}
}
