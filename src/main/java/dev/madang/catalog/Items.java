package dev.madang.catalog;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.media.Media;
import dev.madang.platform.Limits;
import dev.madang.platform.Markdown;
import dev.madang.platform.Problem;
import dev.madang.platform.Subject;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Etags;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The works of the catalogue. The id of one that was merged into another stands for that other. */
@Component
public class Items {

	private record Survivor(long id, long survivor) {
	}

	private final JdbcClient jdbc;

	private final ActivityLog log;

	private final Limits limits;

	private final Media media;

	private final Markdown markdown;

	Items(JdbcClient jdbc, ActivityLog log, Limits limits, Media media, Markdown markdown) {
		this.markdown = markdown;
		this.media = media;
		this.jdbc = jdbc;
		this.log = log;
		this.limits = limits;
	}

	/** @throws Problem 404 */
	public Item get(long id) {
		return find(id).orElseThrow(Problem::notFound);
	}

	public Optional<Item> find(long id) {
		return jdbc.sql("""
				select %s from item asked
				join item i on i.id = coalesce(asked.merged_into, asked.id) join item_count c on c.item_id = i.id
				where asked.id = :id
				""".formatted(Item.COLUMNS)).param("id", id).query(Item::read).optional();
	}

	Optional<Item> findByIsbn(String isbn13) {
		return jdbc.sql("""
				select %s from item asked
				join item i on i.id = coalesce(asked.merged_into, asked.id) join item_count c on c.item_id = i.id
				where asked.isbn13 = :isbn
				""".formatted(Item.COLUMNS)).param("isbn", isbn13).query(Item::read).optional();
	}

	/**
	 * The items that some ids stand for, which nobody merges until the current transaction ends. Ids of no item are left out.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public Map<Long, Long> hold(Collection<Long> ids) {
		var found = new HashMap<Long, Long>();
		for (var open = ids; !open.isEmpty();) {
			var survivors = jdbc.sql("select id, coalesce(merged_into, id) as survivor from item where id = any(:ids)")
					.param("ids", open.toArray(Long[]::new)).query(Survivor.class).list();
			var held = jdbc.sql("""
					select id from item where id = any(:ids) and merged_into is null order by id for share
					""").param("ids", survivors.stream().map(Survivor::survivor).distinct().toArray(Long[]::new))
					.query(Long.class).set();
			survivors.stream().filter(item -> held.contains(item.survivor()))
					.forEach(item -> found.put(item.id(), item.survivor()));
			open = survivors.stream().map(Survivor::id).filter(id -> !found.containsKey(id)).toList();
		}
		return found;
	}

	/** The same for one. */
	@Transactional(propagation = Propagation.MANDATORY)
	public Optional<Long> hold(long id) {
		return Optional.ofNullable(hold(List.of(id)).get(id));
	}

	/**
	 * Adds a work.
	 *
	 * @throws Problem 422; 409 {@code isbn-known}, which names the item that has it; 429
	 */
	@Transactional
	public Item add(Viewer viewer, ItemForm form) {
		viewer.requireNotSilenced();
		var tidy = form.tidy();
		limits.take("item", String.valueOf(viewer.id()), 60, Duration.ofHours(1));
		markdown.requireRenderable("description", Texts.orEmpty(tidy.description()));
		var id = jdbc.sql("""
				with new as (
				  insert into item (kind, title, creators, isbn13, published_on, language, description, cover_url, added_by)
				  values (:kind, :title, :creators, :isbn, :published, :language, :description, :cover, :by)
				  on conflict (isbn13) do nothing
				  returning id, kind),
				counted as (
				  insert into item_count (item_id, listed_as) select id, kind from new)
				select id from new
				""").params(columns(tidy)).param("by", viewer.id()).query(Long.class).optional();
		if (id.isEmpty()) {
			requireUnknown(tidy.isbn13(), 0);
			throw Problem.later(503, "busy", 1);
		}
		if (tidy.coverId() != null) {
			media.attach(viewer, new Subject("item", id.get()), List.of(tidy.coverId()), "coverId");
		}
		log.append(viewer, Action.ADDED, new Subject("item", id.get()));
		return get(id.get());
	}

	/**
	 * Changes a work.
	 *
	 * @param change from the form that the item would come from now, which nobody else changes meanwhile
	 * @param ifMatch the entity tag of the version that was seen, or null for whichever there is
	 * @throws Problem 403, 404, 412, 422; 409 {@code isbn-known}
	 */
	@Transactional
	public Item edit(Viewer viewer, long id, UnaryOperator<ItemForm> change, @Nullable String ifMatch) {
		requireModerator(viewer);
		var held = get(id).id();
		jdbc.sql("select id from item where id = :id for no key update").param("id", held).query().listOfRows();
		var item = get(held);
		Etags.guard(ifMatch, item.version());
		var tidy = change.apply(ItemForm.of(item)).tidy();
		if (tidy.equals(ItemForm.of(item))) {
			return item;
		}
		if (!Texts.orEmpty(tidy.description()).equals(item.description())) {
			markdown.requireRenderable("description", Texts.orEmpty(tidy.description()));
		}
		requireUnknown(tidy.isbn13(), item.id());
		try {
			jdbc.sql(
					"""
							update item set kind = :kind, title = :title, creators = :creators, isbn13 = :isbn, published_on = :published,
							       language = :language, description = :description, cover_url = :cover, version = version + 1,
							       updated_at = now()
							where id = :id
							""")
					.params(columns(tidy)).param("id", item.id()).update();
		}
		catch (DuplicateKeyException raced) {
			throw Problem.later(503, "busy", 1);
		}
		if (!Objects.equals(tidy.coverId(), ItemForm.of(item).coverId())) {
			media.attach(viewer, new Subject("item", item.id()), tidy.coverId() == null ? List.of() : List.of(tidy.coverId()),
					"coverId");
		}
		jdbc.sql("update item_count set listed_as = :kind where item_id = :id and listed_as <> :kind")
				.param("kind", tidy.kind()).param("id", item.id()).update();
		log.append(viewer, Action.EDITED, new Subject("item", item.id()), Map.of("version", item.version() + 1));
		return get(item.id());
	}

	static void requireModerator(Viewer viewer) {
		if (!viewer.isModerator()) {
			throw Problem.forbidden("moderators-only");
		}
	}

	private void requireUnknown(@Nullable String isbn, long except) {
		if (isbn == null) {
			return;
		}
		jdbc.sql("select id from item where isbn13 = :isbn and id <> :except").param("isbn", isbn).param("except", except)
				.query(Long.class).optional().map(this::get).ifPresent(known -> {
					throw Problem.conflict("isbn-known", known.title(), String.valueOf(known.id()));
				});
	}

	private static Map<String, @Nullable Object> columns(ItemForm form) {
		var columns = new HashMap<String, @Nullable Object>();
		columns.put("kind", form.kind());
		columns.put("title", form.title());
		columns.put("creators", Objects.requireNonNull(form.creators()).toArray(String[]::new));
		columns.put("isbn", form.isbn13());
		columns.put("published", form.publishedOn());
		columns.put("language", form.language());
		columns.put("description", form.description());
		columns.put("cover", form.coverUrl());
		return columns;
	}
}
