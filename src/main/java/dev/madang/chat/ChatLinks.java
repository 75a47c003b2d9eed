package dev.madang.chat;

import java.time.Duration;
import java.util.List;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.madang.page.Links;
import dev.madang.platform.Viewer;
import org.springframework.stereotype.Component;

/** Where chat is, and how much one has not read there, which is asked at most once in two seconds. */
@Component
class ChatLinks implements Links {

	private final RoomReading reading;

	private final Cache<Long, Integer> known = Caffeine.newBuilder().maximumSize(20_000)
			.expireAfterWrite(Duration.ofSeconds(2)).build();

	ChatLinks(RoomReading reading) {
		this.reading = reading;
	}

	@Override
	public List<Entry> entries() {
		return List.of(new Entry(4, "/chat", "chat.title", true, "talk", this::unread));
	}

	private int unread(Viewer viewer) {
		var unread = known.getIfPresent(viewer.id());
		if (unread == null) {
			unread = reading.unread(viewer).messages();
			known.put(viewer.id(), unread);
		}
		return unread;
	}
}
