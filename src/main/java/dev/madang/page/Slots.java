package dev.madang.page;

import java.util.List;

import dev.madang.platform.Role;
import dev.madang.platform.Subject;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What modules put into the layout's columns. */
@Component
class Slots {

	private final ObjectProvider<Rail> rails;

	private final ObjectProvider<Box.Source> sources;

	private final ObjectProvider<AdminNotice> notices;

	private final ObjectProvider<Below> belows;

	private final ObjectProvider<Alert> alerts;

	private final ObjectProvider<Bell> bells;

	private final ObjectProvider<Outbox> outboxes;

	Slots(ObjectProvider<Rail> rails, ObjectProvider<Box.Source> sources, ObjectProvider<AdminNotice> notices,
			ObjectProvider<Below> belows, ObjectProvider<Alert> alerts, ObjectProvider<Bell> bells,
			ObjectProvider<Outbox> outboxes) {
		this.outboxes = outboxes;
		this.bells = bells;
		this.alerts = alerts;
		this.belows = belows;
		this.notices = notices;
		this.rails = rails;
		this.sources = sources;
	}

	boolean sendsEmails() {
		var outbox = outboxes.getIfAvailable();
		return outbox == null || outbox.reachesPeople();
	}

	int unread(Page page) {
		return bells.stream().mapToInt(bell -> bell.unread(page.viewer())).sum();
	}

	List<Rail.Entry> rail(Page page) {
		return rails.orderedStream().flatMap(rail -> rail.entries(page).stream()).toList();
	}

	List<Box.Link> notices(Page page) {
		return page.viewer().role().atLeast(Role.ADMIN)
				? notices.orderedStream().flatMap(notice -> notice.notice(page).stream()).toList()
				: List.of();
	}

	List<Box.Link> alerts(Page page) {
		return page.viewer().isModerator()
				? alerts.orderedStream().flatMap(alert -> alert.alert(page).stream()).toList()
				: List.of();
	}

	List<Box> boxes(Page page) {
		return sources.orderedStream().flatMap(source -> source.boxes(page).stream()).filter(box -> !box.links().isEmpty())
				.toList();
	}

	List<Box> below(Page page, Subject subject, String text) {
		return belows.orderedStream().flatMap(below -> below.below(page, subject, text).stream())
				.filter(box -> !box.links().isEmpty()).toList();
	}
}
