package dev.madang.activity;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.madang.platform.AfterCommit;
import dev.madang.platform.ClusterSignals;
import org.springframework.stereotype.Component;

/**
 * Tells whoever reads the log that it has grown: in this process by a call after the commit, in other processes by a NOTIFY
 * of the dispatcher, of which there are ten a second at most. A process without readers, such as an import, notifies itself.
 */
@Component
public class LogSignal {

	private static final String TOPIC = "log";

	private final String process = UUID.randomUUID().toString();

	private final ClusterSignals signals;

	private final List<Runnable> readers = new CopyOnWriteArrayList<>();

	private final List<Runnable> relays = new CopyOnWriteArrayList<>();

	LogSignal(ClusterSignals signals) {
		this.signals = signals;
		signals.on(TOPIC, from -> {
			if (!from.equals(process)) {
				tellReaders();
			}
		});
	}

	/** Calls a reader when the log has grown; it must not block. */
	public void on(Runnable reader) {
		readers.add(reader);
	}

	/** Calls what tells other processes that this one has written something; it must not block. */
	void relayBy(Runnable relay) {
		relays.add(relay);
	}

	/**
	 * Must be called in the transaction that writes, or after the statement that has committed itself: then the database is asked nothing
	 * more where somebody relays, because what fails now is stored already.
	 */
	void written() {
		if (readers.isEmpty() && relays.isEmpty()) {
			tellOthers();
		}
		else {
			AfterCommit.run(this::writtenHere);
		}
	}

	private void writtenHere() {
		tellReaders();
		relays.forEach(Runnable::run);
	}

	/** Tells the readers of other processes when the current transaction commits. */
	void tellOthers() {
		signals.send(TOPIC, process);
	}

	private void tellReaders() {
		readers.forEach(Runnable::run);
	}
}
