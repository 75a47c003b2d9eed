package dev.madang.media.s3;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.madang.media.LocalFile;
import dev.madang.media.MediaStore;
import dev.madang.media.WorkFolder;
import dev.madang.platform.OnWorkers;
import dev.madang.platform.PictureHosts;
import dev.madang.platform.Problem;
import dev.madang.platform.engine.Engine;
import dev.madang.media.s3.Bucket.Link;
import org.springframework.scheduling.annotation.Scheduled;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Pictures in a bucket: {@code incoming/} has what was sent, {@code shown/} what is served, {@code hidden/} what is not. Only
 * {@code shown/} may be public. An object is moved by copying and deleting, so that a crash leaves it in both places: whatever asks
 * for a move asks again.
 */
final class S3Store implements MediaStore, AutoCloseable {

	private static final Duration FORM_LASTS = Duration.ofMinutes(15);

	/** So long a link is the same for everybody, so that browsers and caches find the picture again that they have. */
	private static final Duration LINK_IS_KEPT = Duration.ofMinutes(30);

	/** A link is good until whoever was told of it last has forgotten it. */
	private static final Duration LINK_LASTS = LINK_IS_KEPT.multipliedBy(3);

	private static final Duration A_DAY = Duration.ofDays(1);

	private static final String CACHE_CONTROL = "public, max-age=" + A_DAY.toSeconds() + ", immutable";

	private final S3Properties properties;

	private final Bucket bucket;

	private final Engine engine;

	private final WorkFolder work;

	private final LoadingCache<String, Link> links;

	S3Store(S3Properties properties, Bucket bucket, Engine engine, WorkFolder work) {
		this.properties = properties;
		this.bucket = bucket;
		this.engine = engine;
		this.work = work;
		links = Caffeine.newBuilder().maximumSize(10_000)
				.expireAfter(Expiry.creating((String key, Link link) -> keptFor(link)))
				.build(key -> bucket.link(key, LINK_LASTS));
	}

	/** It must last as long again for whoever is told of it just before it is forgotten. */
	private static Duration keptFor(Link link) {
		var half = Duration.between(Instant.now(), link.ends()).dividedBy(2);
		return half.isNegative() ? Duration.ZERO : half.compareTo(LINK_IS_KEPT) < 0 ? half : LINK_IS_KEPT;
	}

	/** The hosts that pages ask. */
	PictureHosts hosts() {
		var own = PictureHosts.origin(bucket.url());
		return new PictureHosts(
				properties.publicUrl().isEmpty() ? own : PictureHosts.origin(URI.create(properties.publicUrl())),
				own);
	}

	/** Where it is away, a client would send its file in vain. */
	@Override
	public Upload allow(long id, String contentType, int size) {
		if (engine.isAway()) {
			throw Problem.later(503, "engine-away", 5);
		}
		var form = bucket.form(incoming(id), contentType, size, FORM_LASTS);
		return new Upload("POST", bucket.url().toString(), Map.of(), form.fields(), form.expires());
	}

	@Override
	public Optional<LocalFile> received(long id, int size) throws IOException {
		return fetch(incoming(id), OptionalLong.of(size));
	}

	@Override
	public void forget(long id) {
		tell(() -> bucket.delete(incoming(id)));
	}

	@Override
	public Path folder() throws IOException {
		return work.folder();
	}

	@Override
	public void keep(String key, Path folder, boolean hidden) throws IOException {
		try (var made = Files.newDirectoryStream(folder)) {
			for (var file : made) {
				var name = file.getFileName().toString();
				tell(() -> bucket.put(place(hidden ? "hidden" : "shown", key) + name, file,
						name.endsWith(".jpg") ? "image/jpeg" : "image/png", CACHE_CONTROL));
			}
		}
		if (hidden) {
			deleteAll(place("shown", key));
		}
	}

	@Override
	public void hide(String key) {
		var from = place("shown", key);
		var to = place("hidden", key);
		var objects = engine.call(() -> bucket.list(from));
		var copied = new HashMap<String, Boolean>();
		for (var object : objects) {
			copied.put(object.key(), engine.call(() -> bucket.copy(object.key(), to + object.key().substring(from.length()))));
		}
		for (var object : objects) {
			if (copied.getOrDefault(object.key(), false)) {
				tell(() -> bucket.delete(object.key()));
			}
		}
	}

	/** What is hidden stays there, too: of two places, one that is taken late by a call of before is no loss. */
	@Override
	public void show(String key) {
		var from = place("hidden", key);
		var to = place("shown", key);
		var hidden = engine.call(() -> bucket.list(from));
		if (hidden.isEmpty()) {
			return;
		}
		var shown = engine.call(() -> bucket.list(to)).stream().map(S3Object::key).collect(Collectors.toSet());
		for (var object : hidden) {
			var name = to + object.key().substring(from.length());
			if (!shown.contains(name)) {
				tell(() -> bucket.copy(object.key(), name));
			}
		}
	}

	@Override
	public void remove(String key) {
		deleteAll(place("shown", key));
		deleteAll(place("hidden", key));
	}

	/** The server is not asked: pages are as quick where it is away. */
	@Override
	public Optional<Served> find(String key, String name) {
		if (!MediaStore.isName(key, name)) {
			return Optional.empty();
		}
		var object = place("shown", key) + name;
		if (!properties.publicUrl().isEmpty()) {
			return Optional.of(new Served.Elsewhere(URI.create(properties.publicUrl() + "/" + object), A_DAY));
		}
		var link = links.get(object);
		return Optional.of(new Served.Elsewhere(link.url(), keptFor(link)));
	}

	@Override
	public Optional<LocalFile> open(String key, String name) throws IOException {
		if (!MediaStore.isName(key, name)) {
			return Optional.empty();
		}
		var shown = fetch(place("shown", key) + name, OptionalLong.empty());
		return shown.isPresent() ? shown : fetch(place("hidden", key) + name, OptionalLong.empty());
	}

	private Optional<LocalFile> fetch(String object, OptionalLong size) throws IOException {
		var file = work.file();
		var isThere = false;
		try {
			isThere = engine.call(() -> bucket.get(object, size, file));
			return isThere ? Optional.of(new LocalFile(file, true)) : Optional.empty();
		}
		finally {
			if (!isThere) {
				Files.deleteIfExists(file);
			}
		}
	}

	private String incoming(long id) {
		return properties.prefix() + "incoming/" + id;
	}

	private String place(String state, String key) {
		return properties.prefix() + state + "/" + key + "/";
	}

	private void deleteAll(String prefix) {
		for (var object : engine.call(() -> bucket.list(prefix))) {
			tell(() -> bucket.delete(object.key()));
		}
	}

	/** What has no answer. */
	private interface Order {

		void run() throws IOException;
	}

	private void tell(Order order) {
		engine.call(() -> {
			order.run();
			return true;
		});
	}

	/** What was sent and led to nothing, or is left of a crash. */
	@Scheduled(fixedDelayString = "PT1H")
	@OnWorkers
	void sweep() {
		sweep(Instant.now().minus(WorkFolder.LEFT));
	}

	void sweep(Instant before) {
		engine.tried(() -> {
			for (var object : bucket.list(properties.prefix() + "incoming/")) {
				if (object.lastModified().isBefore(before)) {
					bucket.delete(object.key());
				}
			}
			return true;
		});
	}

	@Override
	public void close() {
		bucket.close();
	}
}
