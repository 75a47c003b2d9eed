package dev.madang.recommendation;

import java.util.Arrays;

/** Which item a post is about, in two columns by the posts' ids. */
final class ItemsOfPosts {

	private long[] posts = new long[1024];

	private long[] items = new long[1024];

	private int size;

	/** In the order of posts. */
	void add(long post, long item) {
		if (size == posts.length) {
			posts = Arrays.copyOf(posts, size + (size >> 1));
			items = Arrays.copyOf(items, posts.length);
		}
		posts[size] = post;
		items[size++] = item;
	}

	/** 0 where there is none. */
	long of(long post) {
		var at = Arrays.binarySearch(posts, 0, size, post);
		return at < 0 ? 0 : items[at];
	}
}
