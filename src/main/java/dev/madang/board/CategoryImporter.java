package dev.madang.board;

import java.util.Arrays;
import java.util.List;

import dev.madang.platform.AfterCommit;
import dev.madang.platform.ClusterSignals;
import dev.madang.platform.archive.ArchiveLine;
import dev.madang.platform.archive.ArchiveImporter;
import dev.madang.platform.archive.Batch;
import dev.madang.platform.archive.Ref;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Loads {@code category} lines. A category whose slug is there already is that one, as it is. */
@Component
class CategoryImporter implements ArchiveImporter {

	private final JdbcClient jdbc;

	private final ClusterSignals signals;

	private final Categories categories;

	CategoryImporter(JdbcClient jdbc, ClusterSignals signals, Categories categories) {
		this.categories = categories;
		this.jdbc = jdbc;
		this.signals = signals;
	}

	@Override
	public String type() {
		return "category";
	}

	@Override
	public List<String> tables() {
		return List.of("category");
	}

	@Override
	public List<Ref> references(ArchiveLine line) {
		return line.optionalRef("category", "parent").stream().toList();
	}

	@Override
	public int load(List<ArchiveLine> lines, Batch batch) {
		var before = count();
		batch.read(lines, line -> {
			var slug = line.text("slug", 1, 60);
			if (!slug.matches("[\\p{L}\\p{N}][\\p{L}\\p{N}_-]*")) {
				throw new ArchiveLine.Bad("slug \"" + slug + "\" has characters other than letters, digits, - and _");
			}
			var kind = line.has("kind") ? line.text("kind", 1, 20) : BoardKind.DISCUSSION.word();
			if (Arrays.stream(BoardKind.values()).noneMatch(each -> each.word().equals(kind))) {
				throw new ArchiveLine.Bad("kind \"" + kind + "\" is neither discussion nor questions");
			}
			var parent = line.optionalRef("category", "parent").map(batch::id).orElse(null);
			var id = jdbc.sql("""
					with made as (
					  insert into category (slug, name, parent_id, kind) values (:slug, :name, :parent, :kind)
					  on conflict (slug) do nothing returning id)
					select id from made union all select id from category where slug = :slug
					""").param("slug", slug).param("name", line.text("name", 1, 60)).param("parent", parent)
					.param("kind", kind).query(Long.class).single();
			batch.put(line.ref(), id);
			return id;
		});
		signals.send("category", "");
		AfterCommit.run(categories::reload);
		return count() - before;
	}

	private int count() {
		return jdbc.sql("select count(*) from category").query(Integer.class).single();
	}
}
