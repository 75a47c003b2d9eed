package dev.madang.platform;

/** Another way by which words of {@link ClusterSignals} travel, beside NOTIFY: the port. A word may arrive twice, or not at all. */
public interface SignalRelay {

	/** Sends a word that is committed; it does not wait. */
	void send(String topic, String word);
}
