package dev.madang.chat;

import java.util.Map;
import java.util.Optional;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.board.Categories;
import dev.madang.board.Category;
import dev.madang.platform.Problem;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The open room to which a board points. */
@Component
public class BoardRooms {

	private final JdbcClient jdbc;

	private final Categories categories;

	private final RoomReading reading;

	private final ActivityLog log;

	BoardRooms(JdbcClient jdbc, Categories categories, RoomReading reading, ActivityLog log) {
		this.jdbc = jdbc;
		this.categories = categories;
		this.reading = reading;
		this.log = log;
	}

	/** The room of a board, as long as every member may enter it. */
	public Optional<Room> of(Viewer viewer, Category category) {
		return jdbc.sql("""
				select %s from board_room b join room r on r.id = b.room_id %s
				where b.category_id = :category and r.kind = 'open' and r.state = 'open'
				""".formatted(Room.COLUMNS, Room.JOINS)).param("viewer", viewer.id()).param("category", category.id())
				.query(Room::read).optional();
	}

	/**
	 * Whether somebody chooses it.
	 *
	 * @return true for moderators of the board
	 */
	public boolean isChosenBy(Viewer viewer, Category category) {
		return categories.tree().isModeratedBy(category.id(), viewer);
	}

	/** @throws Problem 403 {@code moderators-only} */
	public void requireChosenBy(Viewer viewer, Category category) {
		if (!isChosenBy(viewer, category)) {
			throw Problem.forbidden("moderators-only");
		}
	}

	/**
	 * Has a board point to a room, or to none.
	 *
	 * @param room null for none
	 * @throws Problem 403 {@code moderators-only}, 422 {@code unknown-room} for one that is not open
	 */
	@Transactional
	public void choose(Viewer viewer, Category category, @Nullable Long room) {
		requireChosenBy(viewer, category);
		if (room == null) {
			jdbc.sql("delete from board_room where category_id = :category").param("category", category.id()).update();
		}
		else {
			if (reading.find(viewer, room).filter(found -> found.isOpen() && !found.isClosed()).isEmpty()) {
				throw Problem.invalid("room", "unknown-room");
			}
			jdbc.sql("""
					insert into board_room (category_id, room_id) values (:category, :room)
					on conflict (category_id) do update set room_id = excluded.room_id
					""").param("category", category.id()).param("room", room).update();
		}
		log.append(viewer, Action.CHANGED, new Subject("category", category.id()), Map.of("room", room == null ? 0 : room));
	}
}
