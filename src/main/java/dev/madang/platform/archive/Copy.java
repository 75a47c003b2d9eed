package dev.madang.platform.archive;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.springframework.stereotype.Component;

/** Writes many rows with PostgreSQL's COPY, in the current transaction. */
@Component
public class Copy {

	/** The columns of one row, in order. */
	public static final class Row {

		private final StringBuilder text = new StringBuilder(1 << 16);

		private boolean first = true;

		public Row add(@Nullable Object value) {
			if (!first) {
				text.append('\t');
			}
			first = false;
			switch (value) {
				case null -> text.append("\\N");
				case Number number -> text.append(number);
				case Boolean flag -> text.append(flag ? 't' : 'f');
				case Instant time -> text.append(time);
				case Collection<?> elements -> array(elements);
				default -> escape(value.toString());
			}
			return this;
		}

		private void array(Collection<?> elements) {
			var literal = new StringBuilder("{");
			for (var element : elements) {
				literal.append(literal.length() > 1 ? "," : "");
				if (element instanceof Number) {
					literal.append(element);
				}
				else {
					literal.append('"').append(element.toString().replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
				}
			}
			escape(literal.append('}').toString());
		}

		private void escape(String value) {
			for (int i = 0; i < value.length(); i++) {
				var c = value.charAt(i);
				switch (c) {
					case '\\' -> text.append("\\\\");
					case '\n' -> text.append("\\n");
					case '\r' -> text.append("\\r");
					case '\t' -> text.append("\\t");
					default -> text.append(c);
				}
			}
		}
	}

	private final DataSource dataSource;

	private final JdbcClient jdbc;

	Copy(DataSource dataSource, JdbcClient jdbc) {
		this.dataSource = dataSource;
		this.jdbc = jdbc;
	}

	/**
	 * Stores a row for each element.
	 *
	 * @param target a table with its columns, such as {@code tag (id, name)}
	 */
	public <T> void into(String target, Collection<T> elements, BiConsumer<T, Row> columns) {
		if (elements.isEmpty()) {
			return;
		}
		var connection = DataSourceUtils.getConnection(dataSource);
		var sql = "copy " + target + " from stdin";
		try {
			var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
			var row = new Row();
			for (var element : elements) {
				row.first = true;
				columns.accept(element, row);
				row.text.append('\n');
				if (row.text.length() > 60_000) {
					send(copy, row);
				}
			}
			send(copy, row);
			copy.endCopy();
		}
		catch (SQLException e) {
			throw new SQLErrorCodeSQLExceptionTranslator(dataSource).translate("copy", sql, e);
		}
		finally {
			DataSourceUtils.releaseConnection(connection, dataSource);
		}
	}

	private static void send(org.postgresql.copy.CopyIn copy, Row row) throws SQLException {
		var bytes = row.text.toString().getBytes(StandardCharsets.UTF_8);
		copy.writeToCopy(bytes, 0, bytes.length);
		row.text.setLength(0);
	}

	/** Takes so many ids of a table, for rows that are about to be stored. */
	public List<Long> ids(String table, int count) {
		return count == 0 ? new ArrayList<>() : jdbc.sql("""
				select nextval(pg_get_serial_sequence(:table, 'id')) from generate_series(1, :count)
				""").param("table", table).param("count", count).query(Long.class).list();
	}
}
