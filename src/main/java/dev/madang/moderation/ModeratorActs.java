package dev.madang.moderation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.madang.activity.EventType;
import dev.madang.activity.Action;
import dev.madang.activity.Activity;
import dev.madang.activity.LogConsumer;
import dev.madang.platform.Subject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the log and keeps what those in charge did: in the queue, and to what is another's outside of it. Who did
 * something to what is their own did nothing as a moderator.
 */
@Component
class ModeratorActs implements LogConsumer {

	private static final Set<Action> DONE_TO_OTHERS = EnumSet.of(Action.HIDDEN, Action.REMOVED, Action.RESTORED,
			Action.VERSION_PURGED, Action.EDITED, Action.MERGED, Action.UNMERGED, Action.WARNED, Action.SUSPENDED,
			Action.SILENCED, Action.DORMANT, Action.STATE_ENDED, Action.ROLE_CHANGED);

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
	public boolean wants(EventType type) {
		return DONE_TO_OTHERS.contains(type.action()) || isInQueue(type);
	}

	private static boolean isInQueue(EventType type) {
		return type.is("report", Action.CLAIMED) || type.is("report", Action.DECIDED);
	}

	@Override
	public void consume(List<Activity> batch) {
		var acts = new ArrayList<Act>();
		for (var activity : batch) {
			var act = act(activity);
			if (act != null) {
				acts.add(act);
			}
		}
		var summaries = targets
				.summaries(acts.stream().filter(act -> act.owner() == null).map(Act::subject).distinct().toList());
		for (var act : acts) {
			var known = summaries.get(act.subject());
			var owner = act.owner() != null ? act.owner() : known == null ? null : Long.valueOf(known.ownerId());
			if (owner != null && owner != act.actor()) {
				store(act, owner);
			}
		}
	}

	private @Nullable Act act(Activity activity) {
		var actor = activity.actorId();
		if (actor == null || activity.subject() == null) {
			return null;
		}
		return isInQueue(activity.type())
				? inQueue(activity, actor)
				: activity.isDoneToSubject()
						? new Act(activity, actor, activity.verb(), activity.about(), null)
						: null;
	}

	/** Each report of a case has its row when the case is decided; it is one act. */
	private @Nullable Act inQueue(Activity activity, long actor) {
		var detail = mapper.readTree(activity.detail());
		var target = Subject.parse(detail.path("target").asString());
		var reported = detail.path("reported").asLong(0);
		if (activity.type().action() == Action.CLAIMED) {
			return new Act(activity, actor, activity.verb(), target, reported);
		}
		return ("report:" + detail.path("case").asLong()).equals(activity.subject())
				? new Act(activity, actor, "report." + detail.path("status").asString(), target, reported)
				: null;
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
				.param("number", act.of().about().id()).update();
	}
}
