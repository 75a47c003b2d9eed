package dev.madang.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.springframework.core.env.Environment;

/** Where this node answers, for people: the name of the machine and the port. */
final class Address {

	private Address() {
	}

	static String of(Environment environment) {
		return host(environment.getProperty("server.address", "")) + ":" + environment.getProperty("server.port", "8080");
	}

	private static String host(String listening) {
		if (!listening.isEmpty() && !"0.0.0.0".equals(listening)) {
			return listening;
		}
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException e) {
			return "a machine without a name";
		}
	}
}
