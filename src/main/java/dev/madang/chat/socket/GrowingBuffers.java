package dev.madang.chat.socket;

import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;

/**
 * HTTP/1.1 whose connections begin with small buffers, which sockets keep, and get those of {@value #PAGES} bytes that pages are
 * quickly written with when they are asked for something else. Tomcat makes buffers as a connection is accepted, when nobody
 * knows what becomes of it.
 */
public final class GrowingBuffers extends Http11NioProtocol {

	static final int PAGES = 8192;

	@Override
	protected Processor createProcessor() {
		return new Http11Processor(this, getAdapter()) {

			// asked for with each request, once its headers are read
			@Override
			public Adapter getAdapter() {
				var buffers = getSocketWrapper().getSocketBufferHandler();
				if (buffers.getWriteBuffer().capacity() < PAGES && request.getHeader("Upgrade") == null) {
					buffers.expand(PAGES);
				}
				return super.getAdapter();
			}
		};
	}
}
