package dev.madang.board;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.AfterCommit;
import dev.madang.platform.Checks;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Subject;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import dev.madang.platform.ClusterSignals;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How an admin shapes the tree of categories. */
@Component
public class CategoryEditing {

	/**
	 * What a category is to be; {@code parent} is a slug.
	 *
	 * @param readRole any, member, moderator or admin
	 * @param writeRole member, moderator or admin
	 * @param kind discussion or questions
	 */
	@Schema(name = "CategoryForm")
	public record Form(@Nullable String slug, @Nullable String name, @Nullable String parent, @Nullable String description,
			@Nullable Integer position, @Nullable String readRole, @Nullable String writeRole, @Nullable String kind) {

		public static Form of(Category category, @Nullable Category parent) {
			return new Form(category.slug(), category.name(), parent == null ? null : parent.slug(), category.description(),
					category.position(), category.readRole().word(), category.writeRole().word(), category.kind().word());
		}
	}

	private static final int DEEPEST = 5;

	private final JdbcClient jdbc;

	private final Categories categories;

	private final ActivityLog log;

	private final ClusterSignals signals;

	CategoryEditing(JdbcClient jdbc, Categories categories, ActivityLog log, ClusterSignals signals) {
		this.jdbc = jdbc;
		this.categories = categories;
		this.log = log;
		this.signals = signals;
	}

	/** @throws Problem 422 for a field that is not as it should be, 409 if the slug is taken */
	@Transactional
	public long create(Viewer admin, Form form) {
		var tree = lock();
		check(form, null, tree);
		try {
			var id = jdbc.sql("""
					insert into category (slug, name, parent_id, description, position, read_role, write_role, kind)
					values (:slug, :name, :parent, :description, :position, :read, :write, :kind)
					returning id
					""").params(columns(form, tree)).query(Long.class).single();
			changed(admin, Action.MADE, id);
			return id;
		}
		catch (DuplicateKeyException e) {
			throw Problem.conflict("slug-taken");
		}
	}

	/** @throws Problem 422, 409, as for a new one; a category cannot be moved below itself */
	@Transactional
	public void change(Viewer admin, long id, UnaryOperator<Form> change) {
		var tree = lock();
		var category = tree.find(id).orElseThrow(Problem::notFound);
		var form = change.apply(Form.of(category, tree.parent(category)));
		check(form, category, tree);
		try {
			jdbc.sql("""
					update category set slug = :slug, name = :name, parent_id = :parent, description = :description,
					       position = :position, read_role = :read, write_role = :write, kind = :kind
					where id = :id
					""").params(columns(form, tree)).param("id", category.id()).update();
			changed(admin, Action.CHANGED, category.id());
		}
		catch (DuplicateKeyException e) {
			throw Problem.conflict("slug-taken");
		}
	}

	/**
	 * Removes a category.
	 *
	 * @param moveTo where its posts go, if it has any
	 * @throws Problem 409 if it has posts and they are to go nowhere, or categories below it
	 */
	@Transactional
	public void remove(Viewer admin, Category category, @Nullable Category moveTo) {
		lock();
		if (jdbc.sql("select exists (select 1 from category where parent_id = :id)").param("id", category.id())
				.query(Boolean.class).single()) {
			throw Problem.conflict("category-has-children");
		}
		var hasPosts = jdbc.sql("select exists (select 1 from post where category_id = :id)").param("id", category.id())
				.query(Boolean.class).single();
		if (hasPosts) {
			if (moveTo == null || moveTo.id() == category.id()) {
				throw Problem.conflict("category-has-posts");
			}
			movePosts(category, moveTo);
		}
		jdbc.sql("delete from category where id = :id").param("id", category.id()).update();
		changed(admin, Action.REMOVED, category.id(), Map.of("movedPosts", hasPosts));
	}

	/** One admin at a time shapes the tree, and sees it as it is. */
	private CategoryTree lock() {
		jdbc.sql("select pg_advisory_xact_lock(hashtext('category'))").query().listOfRows();
		return categories.stored();
	}

	private void movePosts(Category from, Category to) {
		var ids = Map.of("from", from.id(), "to", to.id());
		jdbc.sql("update post set category_id = :to where category_id = :from").params(ids).update();
		var listed = jdbc.sql("update post_count set listed_in = :to where listed_in = :from").params(ids).update();
		categories.countPosts(to.id(), listed);
	}

	private void changed(Viewer admin, Action action, long id) {
		changed(admin, action, id, Map.of());
	}

	private void changed(Viewer admin, Action action, long id, Map<String, ?> detail) {
		log.append(admin, action, new Subject("category", id), detail);
		signals.send("category", String.valueOf(id));
		AfterCommit.run(categories::reload);
	}

	private static Map<String, @Nullable Object> columns(Form form, CategoryTree tree) {
		var columns = new HashMap<String, @Nullable Object>();
		columns.put("slug", Texts.tidy(orElse(form.slug(), "")));
		columns.put("name", Texts.tidy(orElse(form.name(), "")));
		columns.put("parent", form.parent() == null
				? null
				: tree.find(form.parent()).map(Category::id).orElseThrow(Problem::notFound));
		columns.put("description", Texts.tidy(orElse(form.description(), "")));
		columns.put("position", form.position() == null ? 0 : form.position());
		columns.put("read", orElse(form.readRole(), Role.ANY.word()));
		columns.put("write", orElse(form.writeRole(), Role.MEMBER.word()));
		columns.put("kind", orElse(form.kind(), BoardKind.DISCUSSION.word()));
		return columns;
	}

	private static void check(Form form, @Nullable Category existing, CategoryTree tree) {
		var checks = new Checks().length("slug", form.slug(), 1, 60).length("name", form.name(), 1, 60)
				.length("description", orElse(form.description(), ""), 0, 500)
				.that(orElse(form.slug(), "x").matches("[\\p{L}\\p{N}][\\p{L}\\p{N}_-]*"), "slug", "bad-slug")
				.that(orElse(form.readRole(), "any").matches("any|member|moderator|admin"), "readRole", "bad-role")
				.that(orElse(form.writeRole(), "member").matches("member|moderator|admin"), "writeRole", "bad-role")
				.that(orElse(form.kind(), "discussion").matches("discussion|questions"), "kind", "bad-board-kind");
		checks.that(existing == null || form.readRole() != null, "readRole", "missing")
				.that(existing == null || form.writeRole() != null, "writeRole", "missing");
		if (form.parent() != null) {
			var parent = tree.find(form.parent());
			checks.that(parent.isPresent(), "parent", "unknown-category");
			checks.that(existing == null || parent.isEmpty() || !tree.isWithin(parent.get(), existing.id()),
					"parent", "below-itself");
			checks.that(parent.isEmpty() || parent.get().tier() + 1 + (existing == null ? 0 : tree.height(existing)) <= DEEPEST,
					"parent", "too-deep");
		}
		checks.done();
	}

	private static String orElse(@Nullable String text, String otherwise) {
		return text == null ? otherwise : text;
	}
}
