package dev.madang.recommendation.model;

/**
 * How much each thing is talked about in the time after a week: its engagements, of which one t weeks later counts
 * {@code exp(-t / 30)}.
 */
public final class Timeliness {

	private static final float WEEKS = 30;

	private final int firstDay;

	private final float[][] weeks;

	public Timeliness(Engagements all, int things) {
		var first = Integer.MAX_VALUE;
		var last = Integer.MIN_VALUE;
		for (int i = 0; i < all.size(); i++) {
			first = Math.min(first, all.day(i));
			last = Math.max(last, all.day(i));
		}
		this.firstDay = all.size() == 0 ? 0 : first;
		this.weeks = new float[all.size() == 0 ? 1 : (last - first) / 7 + 1][things];
		for (int i = 0; i < all.size(); i++) {
			weeks[(all.day(i) - firstDay) / 7][all.thing(i)]++;
		}
		var left = (float) Math.exp(-1 / WEEKS);
		for (int week = weeks.length - 2; week >= 0; week--) {
			for (int thing = 0; thing < things; thing++) {
				weeks[week][thing] += left * weeks[week + 1][thing];
			}
		}
	}

	/** How much each thing is talked about by the end: of its engagements, one t weeks before counts {@code exp(-t / 30)}. */
	public static float[] now(Engagements all, int things) {
		var now = new float[things];
		var last = Integer.MIN_VALUE;
		for (int i = 0; i < all.size(); i++) {
			last = Math.max(last, all.day(i));
		}
		for (int i = 0; i < all.size(); i++) {
			now[all.thing(i)] += (float) Math.exp((all.day(i) - last) / (7 * WEEKS));
		}
		return now;
	}

	/** By thing. */
	float[] after(int day) {
		return weeks[Math.clamp((day - firstDay) / 7, 0, weeks.length - 1)];
	}

	/** A day from which on what is current by the end can be told, for somebody of whom nothing is known. */
	int lately() {
		return firstDay + 7 * Math.max(0, weeks.length - 1 - (int) WEEKS);
	}
}
