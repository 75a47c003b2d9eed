package dev.madang.media;

import java.util.List;
import java.util.Map;

import dev.madang.platform.PictureUrl;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The pictures beside what is written in a form. Those that are not the viewer's own, or not ready, are left out. */
@Component
public class FormPictures {

	private final JdbcClient jdbc;

	private final PictureUrl address;

	private final Library library;

	FormPictures(JdbcClient jdbc, PictureUrl address, Library library) {
		this.jdbc = jdbc;
		this.address = address;
		this.library = library;
	}

	/** Those with these ids, in this order, with the form's words for what they show. */
	public List<Picture> of(Viewer viewer, List<Long> ids, Map<Long, String> words) {
		return own(viewer, ids).stream().map(picture -> picture.saying(words.getOrDefault(picture.id(), picture.alt())))
				.toList();
	}

	/**
	 * Keeps the form's words.
	 *
	 * @throws dev.madang.platform.Problem 422 on {@code alt}
	 */
	public void describe(Viewer viewer, List<Long> ids, Map<Long, String> words) {
		if (words.isEmpty()) {
			return;
		}
		for (var picture : own(viewer, ids)) {
			var said = words.getOrDefault(picture.id(), picture.alt()).strip();
			if (!said.equals(picture.alt())) {
				library.describe(viewer, picture.id(), said);
			}
		}
	}

	private List<Picture> own(Viewer viewer, List<Long> ids) {
		return ids.isEmpty()
				? List.of()
				: jdbc.sql("""
						select d.id, d.key, d.format, d.width, d.height, d.alt
						from unnest(:ids) with ordinality as wanted (id, number) join media d on d.id = wanted.id
						where d.owner_id = :owner and d.ready_at is not null
						order by wanted.number
						""").param("ids", ids.toArray(Long[]::new)).param("owner", viewer.id())
						.query((row, number) -> StoredPicture.row(row).at(address)).list();
	}
}
