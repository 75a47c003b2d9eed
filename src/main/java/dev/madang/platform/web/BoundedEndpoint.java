package dev.madang.platform.web;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.function.Predicate;

import org.apache.tomcat.util.net.NioEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Closes new connections of an IP address that has a quarter of all of them already, so that nobody keeps everybody else
 * out by doing nothing on many connections. A network of IPv6 that one customer gets (/64) counts as one address.
 */
class BoundedEndpoint extends NioEndpoint {

	private static final int SHARE = 4;

	private static final int NETWORK_BYTES = 8;

	private Predicate<InetAddress> shared = _ -> false;

	/** @param shared addresses behind which are many people, and which are not bounded: proxies */
	void setShared(Predicate<InetAddress> shared) {
		this.shared = shared;
	}

	@Override
	protected boolean setSocketOptions(SocketChannel socket) {
		if (hasTooMany(address(socket))) {
			destroySocket(socket);
			return false;
		}
		return super.setSocketOptions(socket);
	}

	/** Connections are looked through only when there are so many that one address can have its share. */
	private boolean hasTooMany(@Nullable InetAddress address) {
		int most = Math.max(1, getMaxConnections() / SHARE);
		return address != null && connections.size() >= most && !shared.test(address)
				&& connections.keySet().stream().filter(other -> isSame(address, address(other))).count() >= most;
	}

	private static boolean isSame(InetAddress one, @Nullable InetAddress other) {
		return one instanceof Inet6Address && other instanceof Inet6Address
				? Arrays.equals(one.getAddress(), 0, NETWORK_BYTES, other.getAddress(), 0, NETWORK_BYTES)
				: one.equals(other);
	}

	/** Null if it is closed already. */
	private static @Nullable InetAddress address(SocketChannel socket) {
		try {
			return socket.getRemoteAddress() instanceof InetSocketAddress remote ? remote.getAddress() : null;
		}
		catch (IOException closed) {
			return null;
		}
	}
}
