package dev.madang.home;

/** How to reach a PostgreSQL database: a JDBC address, a name and its password. */
public record Database(String url, String user, String password) {

	@Override
	public String toString() {
		return url.replaceAll("(?i)(password=)[^&]*", "$1...") + (user.isEmpty() ? "" : " as " + user);
	}
}
