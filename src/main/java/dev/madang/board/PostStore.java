package dev.madang.board;

import dev.madang.content.ContentLife.Step;
import dev.madang.media.Media;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of posts, their versions, and the pictures that they show. Within the caller's transaction. */
@Component
class PostStore {

	private final JdbcClient jdbc;

	private final Media media;

	PostStore(JdbcClient jdbc, Media media) {
		this.jdbc = jdbc;
		this.media = media;
	}

	/** @return the id of the new post */
	long insert(Viewer author, PostForm form, Category category, Step step) {
		var id = jdbc.sql("""
				with new as (
				  insert into post (author_id, category_id, item_id, rating, pinned, locked, state, listed_at, taken_by)
				  values (:author, :category, :item, :rating, :pinned, :locked, :state,
				          case when :state = 'listed' then now() end, :by)
				  returning id),
				version as (
				  insert into post_version (post_id, version, editor_id, title, body, tags)
				  select id, 1, :author, :title, :body, :tags from new),
				counted as (
				  insert into post_count (post_id) select id from new)
				select id from new
				""").param("author", author.id()).param("category", category.id()).param("item", form.itemId())
				.param("rating", form.rating()).param("state", step.state().word()).param("by", step.byWord())
				.param("pinned", Boolean.TRUE.equals(form.pinned()))
				.param("locked", Boolean.TRUE.equals(form.locked())).param("title", form.normalizedTitle())
				.param("body", form.bodyOrEmpty()).param("tags", form.tidyTags().toArray(String[]::new)).query(Long.class)
				.single();
		media.attach(author, new Subject("post", id), form.mediaIds(), "", form.bodyOrEmpty(), "mediaIds");
		return id;
	}

	/** Lets a post show the pictures of its new form; returns whether these are others than before. */
	boolean showsOthers(Viewer viewer, Post post, PostForm form) {
		return (form.mediaIds() != null || !post.body().equals(form.bodyOrEmpty()))
				&& media.attach(viewer, new Subject("post", post.id()), form.mediaIds(), post.body(), form.bodyOrEmpty(),
						"mediaIds");
	}

	void addVersion(Viewer editor, Post post, PostForm form) {
		jdbc.sql("""
				with version as (
				  insert into post_version (post_id, version, editor_id, title, body, tags)
				  values (:id, :version, :editor, :title, :body, :tags))
				update post set current_version = :version, item_id = :item, rating = :rating, updated_at = now() where id = :id
				""").param("id", post.id()).param("version", post.version() + 1).param("editor", editor.id())
				.param("title", form.normalizedTitle()).param("body", form.bodyOrEmpty())
				.param("tags", form.tidyTags().toArray(String[]::new)).param("item", form.itemId())
				.param("rating", form.rating())
				.update();
	}

	/** What of a post is no version: its category, marks and state. */
	void place(Post post, PostForm form, Category category, Step step) {
		jdbc.sql("""
				update post set category_id = :category, pinned = :pinned, locked = :locked, state = :state, taken_by = :by,
				       listed_at = coalesce(listed_at, case when :state = 'listed' then now() end),
				       created_at = case when state = 'draft' and :state <> 'draft' then now() else created_at end,
				       published_version = case when state = 'draft' then current_version else published_version end
				where id = :id
				""").param("id", post.id()).param("category", category.id()).param("state", step.state().word())
				.param("by", step.byWord())
				.param("pinned", Boolean.TRUE.equals(form.pinned())).param("locked", Boolean.TRUE.equals(form.locked()))
				.update();
	}
}
