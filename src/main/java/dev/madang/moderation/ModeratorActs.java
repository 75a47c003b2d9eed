package dev.madang.moderation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.madang.activity.Activity;
import dev.madang.activity.Follower;
import dev.madang.platform.Subject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follows the log and keeps what those in charge did: in the queue, and to what is another's outside of it. Who did
 * something to what is their own did nothing as a moderator.
 */
@Component
class ModeratorActs implements Follower {

	/** What the log says behind the kind of the subject. */
	private static final Set<String> DONE_TO_OTHERS = Set.of("hidden", "removed", "restored", "version-purged", "edited",
			"merged", "unmerged", "warned", "suspended", "silenced", "dormant", "state-ended", "role-changed");

	/** @param owner whose the subject is, where the row itself says so */
	private record Act(Activity of, long actor, String act, Subject subject, @Nullable Long owner) {
	}

	private final JdbcClient jdbc;

	private final Targets targets;

	private final JsonMapper mapper;

	ModeratorActs(JdbcClient jdbc, Targets targets, JsonMapper mapper) {
		this.jdbc = jdbc;
		this.targets = targets;
		this.mapper = mapper;
	}

	@Override
	public String name() {
		return "moderator-acts";
	}

	@Override
	public void follow(List<Activity> batch) {
		var acts = new ArrayList<Act>();
		for (var activity : batch) {
			var act = act(activity);
			if (act != null) {
				acts.add(act);
			}
		}
		var facts = targets
				.facts(acts.stream().filter(act -> act.owner() == null).map(Act::subject).distinct().toList());
		for (var act : acts) {
			var known = facts.get(act.subject());
			var owner = act.owner() != null ? act.owner() : known == null ? null : Long.valueOf(known.ownerId());
			if (owner != null && owner != act.actor()) {
				store(act, owner);
			}
		}
	}

	private @Nullable Act act(Activity activity) {
		var subject = activity.subject() == null ? "" : activity.subject();
		var actor = activity.actorId();
		var at = subject.indexOf(':');
		var dot = activity.verb().indexOf('.');
		if (actor == null || at < 0 || dot < 0) {
			return null;
		}
		var kind = subject.substring(0, at);
		if ("report".equals(kind)) {
			return inQueue(activity, actor);
		}
		return activity.verb().substring(0, dot).equals(kind) && DONE_TO_OTHERS.contains(activity.verb().substring(dot + 1))
				? new Act(activity, actor, activity.verb(), subject(subject), null)
				: null;
	}

	/** Each report of a case has its row when the case is decided; it is one act. */
	private @Nullable Act inQueue(Activity activity, long actor) {
		if (!"report.claimed".equals(activity.verb()) && !"report.decided".equals(activity.verb())) {
			return null;
		}
		var detail = mapper.readTree(activity.detail());
		var target = subject(detail.path("target").asString());
		var reported = detail.path("reported").asLong(0);
		if ("report.claimed".equals(activity.verb())) {
			return new Act(activity, actor, activity.verb(), target, reported);
		}
		return ("report:" + detail.path("case").asLong()).equals(activity.subject())
				? new Act(activity, actor, "report." + detail.path("status").asString(), target, reported)
				: null;
	}

	private static Subject subject(String text) {
		var at = text.indexOf(':');
		return new Subject(text.substring(0, at), Long.parseLong(text.substring(at + 1)));
	}

	private void store(Act act, long owner) {
		jdbc.sql("""
				insert into moderation_act (activity_id, at, actor_id, act, subject, owner_id, reason)
				select :activity, :at::timestamptz, :actor, :act, :subject, :owner, coalesce(
				  case when :act in ('report.resolved', 'report.rejected') then (
				         select c.resolution from report_case c where c.id = :number and c.decided_at is not null)
				       when :act in ('member.suspended', 'member.silenced', 'member.dormant') then (
				         select s.detail from member_state s
				         where s.member_id = :number and 'member.' || s.state = :act and s.by_id = :actor
				         order by s.id desc limit 1) end, '')
				on conflict (activity_id) do nothing
				""").param("activity", act.of().id()).param("at", act.of().at().toString()).param("actor", act.actor())
				.param("act", act.act()).param("subject", act.subject().toString()).param("owner", owner)
				.param("number", subject(String.valueOf(act.of().subject())).id()).update();
	}
}
