package dev.madang.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.madang.testing.Community;

/** Members who write, like and unlike, guests who read, and some who sign up, each through any node; and what they know for certain. */
final class Visitors {

	/** A word that all titles have and nothing else. */
	static final String WORD = "두루미";

	private final LivingNodes nodes;

	private final List<Long> posts;

	private final Map<Long, String> comments = new ConcurrentHashMap<>();

	private final Map<Long, String> written = new ConcurrentHashMap<>();

	/** Which posts each member likes in the end. */
	private final Map<String, Set<Long>> likes = new ConcurrentHashMap<>();

	private final Map<Long, AtomicLong> views = new ConcurrentHashMap<>();

	private final Queue<String> newcomers = new ConcurrentLinkedQueue<>();

	private final Collection<String> tooMany = new ConcurrentLinkedQueue<>();

	private final AtomicLong answeredViews = new AtomicLong();

	private final CountDownLatch over = new CountDownLatch(1);

	private final List<Thread> threads = new ArrayList<>();

	/** @param posts of somebody else, which are read, liked and commented on */
	Visitors(LivingNodes nodes, List<Long> posts) {
		this.nodes = nodes;
		this.posts = List.copyOf(posts);
		posts.forEach(post -> views.put(post, new AtomicLong()));
	}

	void start(Random random, List<String> members, int guests) {
		members.forEach(member -> begin(random, own -> write(own, member), 100));
		for (int i = 0; i < guests; i++) {
			begin(random, this::read, 100);
		}
		begin(random, this::signUp, 3_000);
	}

	private void begin(Random random, java.util.function.Consumer<Random> turn, int pause) {
		var own = new Random(random.nextLong());
		threads.add(Thread.startVirtualThread(() -> {
			while (!isOver(own.nextInt(2 * pause))) {
				turn.accept(own);
			}
		}));
	}

	private boolean isOver(int millis) {
		try {
			return over.await(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return true;
		}
	}

	/** They finish what they have begun. */
	void end() throws InterruptedException {
		over.countDown();
		for (var thread : threads) {
			thread.join();
		}
	}

	private void write(Random random, String member) {
		var token = "madang_" + member;
		var post = posts.get(random.nextInt(posts.size()));
		var choice = random.nextInt(10);
		if (choice == 0) {
			var title = WORD + " " + Community.unique("post");
			var answer = nodes.done(random, token, "POST", "/posts", Map.of("category", "free", "title", title, "body", "본문"));
			written.put(answer.json().at("/id").asLong(), title);
		}
		else if (choice < 6) {
			var body = Community.unique("말 ");
			var answer = nodes.done(random, token, "POST", "/posts/" + post + "/comments", Map.of("body", body));
			comments.put(answer.json().at("/id").asLong(), body);
		}
		else {
			var own = likes.computeIfAbsent(member, each -> ConcurrentHashMap.newKeySet());
			var isOn = !own.contains(post);
			nodes.done(random, token, isOn ? "PUT" : "DELETE", "/posts/" + post + "/like", Map.of());
			if (isOn) {
				own.add(post);
			}
			else {
				own.remove(post);
			}
		}
	}

	/** What is shown is never more than there were, with this one. */
	private void read(Random random) {
		var post = posts.get(random.nextInt(posts.size()));
		var begun = views.getOrDefault(post, new AtomicLong());
		begun.incrementAndGet();
		var answer = nodes.ask(random, "", "/posts/" + post);
		if (answer != null) {
			answeredViews.incrementAndGet();
			var shown = answer.json().at("/viewCount").asLong();
			if (shown > begun.get()) {
				tooMany.add("%d of %d".formatted(shown, begun.get()));
			}
		}
	}

	/** Whom the first node had already taken is known to the second. The address is random: GreenMail takes those with the same hash for one. */
	private void signUp(Random random) {
		var name = Community.unique("new");
		nodes.done(random, "", "POST", "/auth/signup", Map.of("handle", name, "name", name, "email",
				name + "@" + UUID.randomUUID() + ".example", "password", TestCluster.PASSWORD));
		newcomers.add(name);
	}

	Map<Long, String> comments() {
		return comments;
	}

	Map<Long, String> written() {
		return written;
	}

	/** Who likes what, as {@code member post}. */
	Set<String> likes() {
		var all = new HashSet<String>();
		likes.forEach((member, liked) -> liked.forEach(post -> all.add(member + " " + post)));
		return all;
	}

	/** How many views of each post were begun, of which some may have failed. */
	Map<Long, AtomicLong> views() {
		return views;
	}

	long answeredViews() {
		return answeredViews.get();
	}

	Collection<String> newcomers() {
		return newcomers;
	}

	/** Counts that were shown and are above the truth. */
	Collection<String> tooMany() {
		return tooMany;
	}
}
