package dev.madang.member;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Stores in ASCII the domains of addresses that an earlier version stored as they were typed: nobody would find them. */
@Component
class TypedAddresses {

	private static final Logger LOG = LoggerFactory.getLogger(TypedAddresses.class);

	private record Typed(long id, String address) {

		String ascii() {
			return EmailAddress.normalize(address);
		}

		boolean isOther() {
			return !ascii().equals(address);
		}
	}

	private final JdbcClient jdbc;

	TypedAddresses(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@EventListener(ApplicationStartedEvent.class)
	void convert() {
		jdbc.sql("select id, address from member_email where octet_length(address) > length(address)").query(Typed.class).list()
				.stream().filter(Typed::isOther).forEach(this::convertEmail);
		jdbc.sql("select id, address from sign_up where octet_length(address) > length(address)").query(Typed.class).list()
				.stream().filter(Typed::isOther).forEach(this::convertSignUp);
	}

	/** Whoever has the other form by now keeps it. */
	private void convertEmail(Typed typed) {
		var converted = jdbc
				.sql("""
						update member_email e set address = :ascii
						where id = :id and not exists (
						  select 1 from member_email o
						  where lower(o.address) = lower(:ascii) and (o.main or o.confirmed_at is not null or o.member_id = e.member_id))
						""")
				.param("ascii", typed.ascii()).param("id", typed.id()).update();
		if (converted == 0) {
			LOG.warn("Address {} stays as it was typed: with its domain in ASCII it is there already", typed.id());
		}
	}

	private void convertSignUp(Typed typed) {
		jdbc.sql("update sign_up set address = :ascii where id = :id").param("ascii", typed.ascii()).param("id", typed.id())
				.update();
	}
}
