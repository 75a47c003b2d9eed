package dev.madang.member;

import java.time.Duration;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Problem;
import dev.madang.platform.SiteUrl;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The links with which people claim the names of imported members. */
@Component
public class ClaimLinks {

	private final JdbcClient jdbc;

	private final OneTimeLinks links;

	private final SiteUrl site;

	private final Members members;

	private final ActivityLog log;

	ClaimLinks(JdbcClient jdbc, OneTimeLinks links, SiteUrl site, Members members, ActivityLog log) {
		this.jdbc = jdbc;
		this.links = links;
		this.site = site;
		this.members = members;
		this.log = log;
	}

	/**
	 * A link with which somebody whom the admin knows to be this imported member takes the name over.
	 *
	 * @throws Problem 409 if the name is claimed already
	 */
	@Transactional
	public String create(Viewer admin, String handle) {
		var member = members.get(handle);
		if (member.claimed()) {
			throw Problem.conflict("name-claimed");
		}
		var id = member.id();
		jdbc.sql("delete from one_time_link where purpose = 'claim' and member_id = :id").param("id", id).update();
		log.append(admin, Action.CLAIM_LINK_MADE, new Subject("member", id));
		return site.of("/claim?token=" + links.create("claim", id, null, null, Duration.ofDays(14)));
	}
}
