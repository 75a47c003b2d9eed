package dev.madang.member;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.madang.activity.EventType;
import dev.madang.activity.Action;
import dev.madang.activity.Activity;
import dev.madang.activity.LogConsumer;
import dev.madang.mail.MailQueue;
import dev.madang.platform.SiteUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the log and writes to members what they must learn by mail. The links are made here, so that no request waits
 * for them and none of them stands in the log.
 */
@Component
class MemberEmails implements LogConsumer {

	/** What is older was read too late: after a restore, say. Its emails would only confuse. */
	private static final Duration OLDEST = Duration.ofDays(1);

	private static final Set<Action> ABOUT_MEMBERS = EnumSet.of(Action.JOINED, Action.CLAIMED, Action.EMAIL_ADDED,
			Action.EMAIL_CONFIRMED, Action.RESET_ASKED, Action.PASSWORD_CHANGED, Action.PASSKEY_ADDED, Action.IDENTITY_LINKED,
			Action.TOKEN_MADE, Action.EMAIL_CHANGED, Action.SUSPENDED, Action.SILENCED);

	private static final Duration CONFIRM_WITHIN = Duration.ofDays(2);

	private static final Duration RESET_WITHIN = Duration.ofHours(1);

	private record Recipient(long memberId, long emailId, String address, boolean confirmed, String handle, String name,
			String locale, boolean main) {

		Locale language() {
			return Locale.forLanguageTag(locale);
		}
	}

	private record SignUpRow(String address, String handle, String name, String locale, boolean needsConfirm) {
	}

	private final JdbcClient jdbc;

	private final MailQueue mailQueue;

	private final OneTimeLinks links;

	private final Members members;

	private final CurrentStates states;

	private final SiteUrl site;

	private final JsonMapper mapper;

	MemberEmails(JdbcClient jdbc, MailQueue mailQueue, OneTimeLinks links, Members members, CurrentStates states, SiteUrl site,
			JsonMapper mapper) {
		this.jdbc = jdbc;
		this.mailQueue = mailQueue;
		this.links = links;
		this.members = members;
		this.states = states;
		this.site = site;
		this.mapper = mapper;
	}

	@Override
	public String name() {
		return "member-emails";
	}

	@Override
	public boolean wants(EventType type) {
		return "member".equals(type.kind()) && ABOUT_MEMBERS.contains(type.action()) || type.is("sign-up", Action.ASKED);
	}

	@Override
	public void consume(List<Activity> batch) {
		var oldest = Instant.now().minus(OLDEST);
		batch.stream().filter(activity -> activity.subject() != null && activity.at().isAfter(oldest)).forEach(this::write);
	}

	private void write(Activity activity) {
		var id = activity.about().id();
		switch (activity.type().action()) {
			case JOINED, CLAIMED -> main(id).ifPresent(to -> {
				if (to.confirmed()) {
					welcome(to);
				}
				else {
					confirm(to);
				}
			});
			case EMAIL_ADDED -> address(number(activity, "email")).filter(to -> !to.confirmed())
					.ifPresent(this::confirm);
			case EMAIL_CONFIRMED -> address(number(activity, "email")).filter(Recipient::main)
					.ifPresent(this::welcome);
			case RESET_ASKED -> address(number(activity, "email")).ifPresent(this::reset);
			case PASSWORD_CHANGED -> main(id).ifPresent(to -> queue("password-changed", to, ""));
			case PASSKEY_ADDED, IDENTITY_LINKED -> main(id)
					.ifPresent(to -> queue(activity.type().action().word(), to, site.of("/settings/account")));
			case TOKEN_MADE -> main(id).ifPresent(to -> queue("token-made", to, site.of("/settings/tokens")));
			case EMAIL_CHANGED -> address(number(activity, "from")).ifPresent(to -> queue("email-changed", to, ""));
			case SUSPENDED -> state(id, "suspended");
			case SILENCED -> state(id, "silenced");
			case ASKED -> signUp(id);
			default -> {
				throw new IllegalStateException(activity.verb() + " was not wanted");
			}
		}
	}

	private long number(Activity activity, String field) {
		return mapper.readTree(activity.detail()).path(field).asLong();
	}

	private void welcome(Recipient to) {
		queue("welcome", to, site.of("/welcome"));
	}

	private void confirm(Recipient to) {
		queue("confirm", to,
				link("/confirm", links.create("confirm", to.memberId(), to.emailId(), null, CONFIRM_WITHIN)),
				to.handle());
	}

	private void reset(Recipient to) {
		queue("reset", to, link("/reset", links.create("reset", to.memberId(), to.emailId(), null, RESET_WITHIN)));
	}

	private void state(long memberId, String state) {
		main(memberId).ifPresent(to -> states.current(memberId, state)
				.ifPresent(current -> queue(state, to, "", states.until(current), current.detail())));
	}

	/** Whoever has the address already is told so, and nobody else. */
	private void signUp(long id) {
		jdbc.sql("select address, handle, name, locale, needs_confirm from sign_up where id = :id").param("id", id)
				.query(SignUpRow.class).optional().filter(SignUpRow::needsConfirm).ifPresent(row -> {
					var language = Locale.forLanguageTag(row.locale());
					if (members.hasAddress(row.address())) {
						mailQueue.queue("already-member", row.address(), language, site.of("/reset-request"), row.name());
					}
					else {
						mailQueue.queue("sign-up", row.address(), language,
								link("/confirm", links.create("sign-up", null, null, id, CONFIRM_WITHIN)), row.name(),
								row.handle());
					}
				});
	}

	private void queue(String kind, Recipient to, String link, Object... more) {
		var arguments = new Object[more.length + 1];
		arguments[0] = to.name();
		System.arraycopy(more, 0, arguments, 1, more.length);
		mailQueue.queue(kind, to.address(), to.language(), link, arguments);
	}

	private String link(String path, String token) {
		return site.of(path + "?token=" + token);
	}

	private Optional<Recipient> main(long memberId) {
		return recipient("e.member_id = :id and e.main", memberId);
	}

	private Optional<Recipient> address(@Nullable Long emailId) {
		return recipient("e.id = :id", emailId);
	}

	private Optional<Recipient> recipient(String which, @Nullable Long id) {
		return jdbc
				.sql("""
						select m.id as member_id, e.id as email_id, e.address, e.confirmed_at is not null as confirmed, m.handle,
						     m.name, m.locale,
						       e.main
						from member_email e join member m on m.id = e.member_id where %s
						"""
						.formatted(which))
				.param("id", id).query(Recipient.class).optional();
	}
}
