package dev.madang.catalog;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.madang.platform.HttpUrl;
import dev.madang.platform.archive.ArchiveLine;
import dev.madang.platform.archive.ArchiveImporter;
import dev.madang.platform.archive.Batch;
import dev.madang.platform.archive.Copy;
import dev.madang.platform.archive.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Loads {@code item} lines. A book whose ISBN is known is that book. */
@Component
class ItemImporter implements ArchiveImporter {

	private record Line(Ref ref, String kind, String title, List<String> creators, @Nullable String isbn,
			@Nullable String publishedOn, @Nullable String language, String description, @Nullable String coverUrl) {
	}

	private record Known(long id, String isbn13) {
	}

	private final JdbcClient jdbc;

	private final Copy copy;

	ItemImporter(JdbcClient jdbc, Copy copy) {
		this.jdbc = jdbc;
		this.copy = copy;
	}

	@Override
	public String type() {
		return "item";
	}

	@Override
	public List<String> tables() {
		return List.of("item");
	}

	@Override
	public List<Ref> references(ArchiveLine line) {
		return List.of();
	}

	@Override
	public int load(List<ArchiveLine> lines, Batch batch) {
		var read = batch.read(lines, ItemImporter::read);
		var byIsbn = known(read.stream().map(Line::isbn).filter(isbn -> isbn != null).toList());
		var fresh = new LinkedHashMap<Ref, Line>();
		for (var line : read) {
			var isbn = line.isbn();
			if (isbn == null || byIsbn.putIfAbsent(isbn, -1L) == null) {
				fresh.put(line.ref(), line);
			}
		}
		var ids = copy.ids("item", fresh.size()).iterator();
		for (var line : fresh.values()) {
			var id = ids.next();
			batch.put(line.ref(), id);
			if (line.isbn() != null) {
				byIsbn.put(line.isbn(), id);
			}
		}
		read.stream().filter(line -> !fresh.containsKey(line.ref()))
				.forEach(line -> batch.put(line.ref(), byIsbn.getOrDefault(String.valueOf(line.isbn()), -1L)));
		copy.into("item (id, kind, title, creators, isbn13, published_on, language, description, cover_url)", fresh.values(),
				(line, row) -> row.add(batch.id(line.ref())).add(line.kind()).add(line.title()).add(line.creators())
						.add(line.isbn()).add(line.publishedOn()).add(line.language()).add(line.description())
						.add(line.coverUrl()));
		copy.into("item_count (item_id, listed_as)", fresh.values(),
				(line, row) -> row.add(batch.id(line.ref())).add(line.kind()));
		return fresh.size();
	}

	private static Line read(ArchiveLine line) {
		var kind = line.text("kind", 1, 20);
		if (!kind.matches("book|film")) {
			throw new ArchiveLine.Bad("field \"kind\" must be book or film, not \"" + kind + "\"");
		}
		var written = line.has("isbn13") ? line.text("isbn13", 1, 20) : null;
		var isbn = written == null ? null : Isbn.read(written).orElse(null);
		if (written != null && isbn == null) {
			throw new ArchiveLine.Bad("field \"isbn13\" is not an ISBN: \"" + written + "\"");
		}
		var published = line.has("publishedOn") ? line.text("publishedOn", 1, 11) : null;
		if (published != null && !published.matches("[0-9]{1,3}") && !PublicationDate.isReal(published)) {
			throw new ArchiveLine.Bad("field \"publishedOn\" must be YYYY, YYYY-MM or a date, not \"" + published + "\"");
		}
		var cover = line.has("coverUrl") ? HttpUrl.normalize(line.text("coverUrl", 1, 1000)) : null;
		if (cover != null && !ItemForm.isCover(cover)) {
			throw new ArchiveLine.Bad("field \"coverUrl\" must be an https address");
		}
		return new Line(line.ref(), kind, line.text("title", 1, ItemForm.LONGEST_TITLE),
				line.texts("creators", ItemForm.MOST_CREATORS, 200), isbn, published,
				line.has("language") ? line.text("language", 1, 35) : null,
				line.has("description") ? line.text("description", 0, ItemForm.LONGEST_DESCRIPTION) : "", cover);
	}

	private Map<String, Long> known(List<@Nullable String> isbns) {
		var known = new HashMap<String, Long>();
		jdbc.sql("select coalesce(merged_into, id) as id, isbn13 from item where isbn13 = any(:isbns)")
				.param("isbns", isbns.toArray(String[]::new))
				.query(Known.class).list().forEach(item -> known.put(item.isbn13(), item.id()));
		return known;
	}
}
