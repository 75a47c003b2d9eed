package dev.madang.recommendation.model;

import java.util.Arrays;

/**
 * Who engaged with what, when and how much, in columns: members and things are numbers from 0. In the order of members once
 * {@link #sorted} has been called.
 */
public final class Engagements {

	private int[] who = new int[1024];

	private int[] what = new int[1024];

	private int[] day = new int[1024];

	private float[] weight = new float[1024];

	private boolean[] like = new boolean[1024];

	private int size;

	/** @param day days since 1970 */
	public void add(int member, int thing, int day, float weight, boolean like) {
		if (size == who.length) {
			var room = size + (size >> 1);
			who = Arrays.copyOf(who, room);
			what = Arrays.copyOf(what, room);
			this.day = Arrays.copyOf(this.day, room);
			this.weight = Arrays.copyOf(this.weight, room);
			this.like = Arrays.copyOf(this.like, room);
		}
		who[size] = member;
		what[size] = thing;
		this.day[size] = day;
		this.weight[size] = weight;
		this.like[size] = like;
		size++;
	}

	public int size() {
		return size;
	}

	public int thing(int i) {
		return what[i];
	}

	public int day(int i) {
		return day[i];
	}

	public float weight(int i) {
		return weight[i];
	}

	public boolean isLike(int i) {
		return like[i];
	}

	/** How many there are of each thing. */
	public int[] perThing(int things) {
		var counts = new int[things];
		for (int i = 0; i < size; i++) {
			counts[what[i]]++;
		}
		return counts;
	}

	/** Where each member's begin in {@link #sorted}, and after the last member where they end. */
	public int[] starts(int members) {
		var starts = new int[members + 1];
		for (int i = 0; i < size; i++) {
			starts[who[i] + 1]++;
		}
		for (int m = 0; m < members; m++) {
			starts[m + 1] += starts[m];
		}
		return starts;
	}

	/** The same, in the order of members; among one member's in the order in which they were added. */
	public Engagements sorted(int members) {
		var next = starts(members);
		var sorted = new Engagements();
		sorted.who = new int[size];
		sorted.what = new int[size];
		sorted.day = new int[size];
		sorted.weight = new float[size];
		sorted.like = new boolean[size];
		sorted.size = size;
		for (int i = 0; i < size; i++) {
			var at = next[who[i]]++;
			sorted.who[at] = who[i];
			sorted.what[at] = what[i];
			sorted.day[at] = day[i];
			sorted.weight[at] = weight[i];
			sorted.like[at] = like[i];
		}
		return sorted;
	}
}
