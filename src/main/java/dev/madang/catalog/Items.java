package dev.madang.catalog;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The works of the catalogue. */
@Component
public class Items {

	private final JdbcClient jdbc;

	Items(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	public boolean exists(long id) {
		return jdbc.sql("select exists (select 1 from item where id = :id)").param("id", id).query(Boolean.class).single();
	}
}
