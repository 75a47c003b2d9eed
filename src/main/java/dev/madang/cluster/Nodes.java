package dev.madang.cluster;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import dev.madang.cluster.Node.Role;
import dev.madang.platform.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The register of the nodes that live, which is a table of the database. */
@Component
public class Nodes {

	/** One that has not been seen for so long is dead, as far as the others can tell. */
	static final Duration DEAD = Duration.ofSeconds(15);

	/** The same of one without {@code madang.cluster}, which is seen seldom. */
	private static final Duration DEAD_ALONE = Duration.ofSeconds(75);

	private static final String DEAD_SINCE = "now() - case when cluster then :dead else :alone end * interval '1 second'";

	/** This process, in the register. */
	static final UUID THIS = UUID.randomUUID();

	private final JdbcClient jdbc;

	private final NodeSettings settings;

	private final JsonMapper mapper;

	Nodes(JdbcClient jdbc, NodeSettings settings, JsonMapper mapper) {
		this.jdbc = jdbc;
		this.settings = settings;
		this.mapper = mapper;
	}

	/** All of them, those that do pages first. */
	public List<Node> all() {
		return jdbc.sql("""
				select id, address, role, version, cluster, settings::text, started_at, last_seen
				from node where last_seen > %s
				order by array_position(array['both', 'web', 'worker'], role), address, started_at, id
				""".formatted(DEAD_SINCE)).param("dead", DEAD.toSeconds()).param("alone", DEAD_ALONE.toSeconds())
				.query((ResultSet row, int number) -> {
					var id = row.getObject("id", UUID.class);
					return new Node(id, row.getString("address"), Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
							row.getString("version"), row.getBoolean("cluster"), Rows.instant(row, "started_at"),
							Rows.instant(row, "last_seen"), id.equals(THIS), differing(row.getString("settings")));
				}).list();
	}

	private List<String> differing(String hashes) {
		return NodeSettings.differing(settings.hashes(), mapper.readValue(hashes, new TypeReference<Map<String, String>>() {
		}));
	}

	/**
	 * The live nodes of a cluster whose programs do not know a migration, before anything of this one has begun. One that does not say
	 * what it knows knows 50.
	 */
	public static List<String> knowingLess(Statement statement, int schema) throws SQLException {
		var titles = new ArrayList<String>();
		try (var rows = statement.executeQuery("""
				select role || ' at ' || address from node
				where cluster and coalesce((to_jsonb(node) ->> 'schema')::int, 50) < %d
				  and last_seen > now() - %d * interval '1 second'
				order by started_at
				""".formatted(schema, DEAD.toSeconds()))) {
			while (rows.next()) {
				titles.add(rows.getString(1));
			}
		}
		return titles;
	}

	/** Two that begin at the same time do so one after the other. Within a transaction. */
	void lock() {
		jdbc.sql("select pg_advisory_xact_lock(hashtext('node'))").query().singleRow();
	}

	/** Notes that this node lives; returns whether it was known. */
	boolean seen() {
		return jdbc.sql("update node set last_seen = now() where id = :id").param("id", THIS).update() > 0;
	}

	/** @param schema the newest migration that this node knows */
	void add(String address, Role role, String version, int schema, boolean cluster) {
		jdbc.sql("""
				insert into node (id, address, role, version, schema, cluster, settings)
				values (:id, :address, :role, :version, :schema, :cluster, :settings::jsonb)
				""").param("id", THIS).param("address", address).param("role", role.word()).param("version", version)
				.param("schema", schema).param("cluster", cluster)
				.param("settings", mapper.writeValueAsString(settings.hashes())).update();
	}

	void removeDead() {
		jdbc.sql("delete from node where last_seen < " + DEAD_SINCE).param("dead", DEAD.toSeconds())
				.param("alone", DEAD_ALONE.toSeconds()).update();
	}

	void remove() {
		jdbc.sql("delete from node where id = :id").param("id", THIS).update();
	}
}
