package dev.madang.chat.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.madang.chat.SocketReader;
import dev.madang.platform.Viewer;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;

/**
 * One socket, and what waits to be sent on it. Whoever has something to send only adds it here; a virtual thread, which there is
 * only while something waits, writes it. Who does not read is closed, and resumes.
 */
final class Connection implements SocketReader {

	/** So many frames wait at most: more than are sent again to whoever resumes. */
	static final int MOST_FRAMES = 1024;

	/** And so many characters. */
	static final int MOST_CHARACTERS = 1 << 20;

	/** Characters that are soon written. */
	private static final int LITTLE = MOST_CHARACTERS / 16;

	/** A frame that is none, but a ping. */
	private static final String PING = "";

	private final Session session;

	private final Locale locale;

	private final Allowance allowance = new Allowance();

	private final Set<Long> rooms = ConcurrentHashMap.newKeySet();

	private final Queue<String> waiting = new ArrayDeque<>();

	private int characters;

	private boolean draining;

	private @Nullable CloseCode closing;

	private final long openedAt = System.nanoTime();

	private volatile boolean greeted;

	private volatile boolean over;

	private volatile long heardAt = System.nanoTime();

	private volatile Identity identity;

	private final Backlog backlog;

	Connection(Session session, Identity identity, Locale locale, Backlog backlog) {
		this.backlog = backlog;
		this.session = session;
		this.identity = identity;
		this.locale = locale;
	}

	/** Whose it is: nobody's before its hello. */
	@Override
	public Viewer viewer() {
		return identity.viewer();
	}

	Identity identity() {
		return identity;
	}

	void become(Identity next) {
		identity = next;
	}

	@Override
	public Locale locale() {
		return locale;
	}

	Allowance allowance() {
		return allowance;
	}

	/** The rooms in which it has a seat. */
	Set<Long> rooms() {
		return rooms;
	}

	void greet() {
		greeted = true;
	}

	/** Whether it has said hello, and it is known whose it is. */
	boolean isGreeted() {
		return greeted;
	}

	long nanosSinceOpened() {
		return System.nanoTime() - openedAt;
	}

	void heard() {
		heardAt = System.nanoTime();
	}

	long nanosSinceHeard() {
		return System.nanoTime() - heardAt;
	}

	@Override
	public boolean isOver() {
		return over;
	}

	void ping() {
		send(PING);
	}

	/** Has a frame sent after those that wait; nothing happens on a socket that is over. */
	@Override
	public synchronized void send(String frame) {
		if (over || closing != null) {
			return;
		}
		if (waiting.size() >= MOST_FRAMES || characters + frame.length() > (backlog.isMuch() ? LITTLE : MOST_CHARACTERS)) {
			close(CloseCode.TOO_SLOW);
			return;
		}
		waiting.add(frame);
		count(frame.length());
		drain();
	}

	/**
	 * Waits until little is left to write: what one is sent who comes back is theirs alone, and of those who do not read it there
	 * may be many. A socket that is over waits for nothing.
	 */
	synchronized void awaitRoom() {
		try {
			while (!over && closing == null && characters > LITTLE) {
				if (backlog.isMuch()) {
					close(CloseCode.TOO_SLOW);
					return;
				}
				wait(1000);
			}
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	/** Ends it after what is being written; what waits is not sent any more. */
	synchronized void close(CloseCode code) {
		if (!over && closing == null) {
			closing = code;
			forget();
			drain();
		}
	}

	/** Ends it after what waits. */
	void say(String frame, CloseCode code) {
		synchronized (this) {
			if (over || closing != null) {
				return;
			}
			waiting.add(frame);
			count(frame.length());
			closing = code;
			drain();
		}
	}

	private void drain() {
		if (!draining) {
			draining = true;
			Thread.startVirtualThread(this::write);
		}
	}

	private void write() {
		try {
			for (var frame = next(); frame != null; frame = next()) {
				if (frame.isEmpty()) {
					session.getBasicRemote().sendPing(ByteBuffer.allocate(0));
				}
				else {
					session.getBasicRemote().sendText(frame);
				}
			}
			var code = closing();
			if (code != null) {
				end();
				session.close(new CloseReason(code, code.name().toLowerCase(Locale.ROOT)));
			}
		}
		catch (IOException | IllegalStateException gone) {
			end();
			hangUp();
		}
	}

	private synchronized @Nullable CloseCode closing() {
		return closing;
	}

	private synchronized @Nullable String next() {
		var frame = waiting.poll();
		if (frame == null) {
			draining = closing != null;
			return null;
		}
		count(-frame.length());
		notifyAll();
		return frame;
	}

	/** There is nobody any more to whom anything could be sent. */
	synchronized void end() {
		over = true;
		forget();
		notifyAll();
	}

	private void count(int more) {
		characters += more;
		backlog.add(more);
	}

	private void forget() {
		waiting.clear();
		count(-characters);
	}

	void hangUp() {
		try {
			session.close();
		}
		catch (IOException | IllegalStateException alreadyGone) {
			end();
		}
	}
}
