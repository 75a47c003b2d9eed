package dev.madang.page;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import dev.madang.platform.Role;
import dev.madang.platform.Subject;
import gg.jte.Content;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.stereotype.Component;

/** What modules put into the layout's columns. */
@Component
class Slots {

	private final ListableBeanFactory modules;

	private final Map<Class<?>, List<?>> filled = new ConcurrentHashMap<>();

	Slots(ListableBeanFactory modules) {
		this.modules = modules;
	}

	/** Asked when a page is first shown, because modules that put something here need the page themselves. */
	private <T> Stream<T> each(Class<T> slot) {
		return filled.computeIfAbsent(slot, kind -> modules.getBeanProvider(kind).orderedStream().toList()).stream()
				.map(slot::cast);
	}

	boolean sendsEmails() {
		var outbox = modules.getBeanProvider(Outbox.class).getIfAvailable();
		return outbox == null || outbox.reachesPeople();
	}

	int unread(Page page) {
		return each(Bell.class).mapToInt(bell -> bell.unread(page.viewer())).sum();
	}

	List<Rail.Entry> rail(Page page) {
		return each(Rail.class).flatMap(rail -> rail.entries(page).stream()).toList();
	}

	List<Box.Link> notices(Page page) {
		return page.viewer().role().atLeast(Role.ADMIN)
				? each(AdminNotice.class).flatMap(notice -> notice.notice(page).stream()).toList()
				: List.of();
	}

	List<Box.Link> alerts(Page page) {
		return page.viewer().isModerator()
				? each(Alert.class).flatMap(alert -> alert.alert(page).stream()).toList()
				: List.of();
	}

	List<Content> welcome(Page page) {
		return each(Welcome.class).map(welcome -> welcome.welcome(page)).toList();
	}

	List<FeedInsert> inserts(Page page, FeedInsert.Part part) {
		return each(FeedInsert.Source.class).flatMap(source -> source.inserts(page, part).stream())
				.sorted(Comparator.comparingInt(FeedInsert::above)).toList();
	}

	List<Box> boxes(Page page) {
		return each(Box.Source.class).flatMap(source -> source.boxes(page).stream()).filter(box -> !box.links().isEmpty())
				.toList();
	}

	List<Box> below(Page page, Subject subject, String text) {
		return each(Below.class).flatMap(below -> below.below(page, subject, text).stream())
				.filter(box -> !box.links().isEmpty()).toList();
	}

	List<Links.Entry> links(Page page) {
		return shown(page, each(Links.class).flatMap(links -> links.entries().stream()));
	}

	List<Links.Entry> feeds(Page page) {
		return shown(page, each(Links.class).flatMap(links -> links.feeds().stream()));
	}

	private static List<Links.Entry> shown(Page page, Stream<Links.Entry> entries) {
		return entries.filter(entry -> page.viewer().isMember() || !entry.isForMembers())
				.sorted(Comparator.comparingInt(Links.Entry::rank)).toList();
	}

	List<Links.Tab> tabsOfMember() {
		return each(Links.class).flatMap(links -> links.tabsOfMember().stream())
				.sorted(Comparator.comparingInt(Links.Tab::rank)).toList();
	}
}
