package dev.madang.platform.web;

import org.apache.coyote.Request;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Gives a connection the buffers that pages are quickly written with, once it is asked for something that is no socket. Tomcat makes
 * buffers as a connection is accepted, when nobody knows what becomes of it; ten thousand sockets keep the small ones.
 */
final class PageBuffers {

	/** Bytes; Tomcat's own default. With 1 KB a front page cost a guest twice as much. */
	private static final int SIZE = 8192;

	private PageBuffers() {
	}

	/** For a request whose headers have been read. */
	static void growFor(Request request, SocketWrapperBase<?> connection) {
		var buffers = connection.getSocketBufferHandler();
		if (buffers.getWriteBuffer().capacity() < SIZE && request.getHeader("Upgrade") == null) {
			buffers.expand(SIZE);
		}
	}
}
