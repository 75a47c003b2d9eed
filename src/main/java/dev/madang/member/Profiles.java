package dev.madang.member;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Checks;
import dev.madang.platform.HttpUrl;
import dev.madang.platform.Subject;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What members say of themselves. */
@Component
public class Profiles {

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Members members;

	private final Pictures pictures;

	private final SignUpMode mode;

	private final SignIns signIns;

	private final ActivityLog log;

	Profiles(JdbcClient jdbc, TransactionTemplate transaction, Members members, Pictures pictures, SignUpMode mode,
			SignIns signIns, ActivityLog log) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.members = members;
		this.pictures = pictures;
		this.mode = mode;
		this.signIns = signIns;
		this.log = log;
	}

	/** Changes one's own profile. Making the square of a picture waits for others', so it is done before a row is locked. */
	public Member change(Viewer viewer, UnaryOperator<Profile> change) {
		var avatarId = changed(viewer, change).avatarId();
		var square = avatarId == null || avatarId == Profile.SAME_PICTURE ? null : pictures.square(viewer, avatarId);
		return transaction.execute(status -> {
			jdbc.sql("select id from member where id = :id for no key update").param("id", viewer.id()).query().listOfRows();
			return store(viewer, changed(viewer, change), square);
		});
	}

	private Profile changed(Viewer viewer, UnaryOperator<Profile> change) {
		var before = Profile.of(members.get(viewer.handle()));
		var profile = change.apply(before);
		if (!profile.saysTheSameAs(before)) {
			viewer.requireNotSilenced();
		}
		check(profile, before);
		return profile;
	}

	private Member store(Viewer viewer, Profile profile, byte @Nullable [] square) {
		if (square != null) {
			pictures.keep(viewer, square);
		}
		else if (profile.avatarId() == null) {
			pictures.remove(viewer);
		}
		jdbc.sql("""
				update member set name = :name, bio = :bio, links = :links, locale = :locale, age = :age, phone = :phone
				where id = :id
				""").param("id", viewer.id()).param("name", Texts.tidy(Texts.orEmpty(profile.name())))
				.param("bio", Texts.tidy(Texts.orEmpty(profile.bio())))
				.param("links",
						profile.links() == null
								? new String[0]
								: profile.links().stream().map(HttpUrl::normalize).toArray(String[]::new))
				.param("locale", profile.locale()).param("age", profile.age())
				.param("phone", PhoneNumber.normalize(profile.phone())).update();
		signIns.refresh(viewer.id());
		log.append(viewer, Action.CHANGED, new Subject("member", viewer.id()));
		return members.get(viewer.handle());
	}

	private void check(Profile profile, Profile before) {
		var checks = new Checks().line("name", profile.name(), 1, 60).length("bio", Texts.orEmpty(profile.bio()), 0, 2000)
				.that("ko".equals(profile.locale()) || "en".equals(profile.locale()), "locale", "bad-locale")
				.that(profile.age() == null || profile.age() >= 0 && profile.age() <= 150, "age", "bad-age")
				.that(profile.age() == null || profile.age().equals(before.age()) || profile.age() >= mode.minimumAge(), "age",
						"too-young", mode.minimumAge());
		if (!Objects.equals(profile.phone(), before.phone())) {
			PhoneNumber.check(checks, profile.phone());
		}
		var links = profile.links() == null ? List.<String>of() : profile.links();
		checks.that(links.size() <= 2, "links", "too-many", 2);
		for (var link : links) {
			checks.that(link != null && link.length() <= 300
					&& HttpUrl.normalize(link).matches("https?://[^\\s\"<>@]{3,}"), "links", "bad-link");
		}
		checks.done();
	}
}
