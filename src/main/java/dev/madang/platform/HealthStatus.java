package dev.madang.platform;

import org.springframework.boot.health.contributor.Status;

/** What health says beside Spring's own words. */
public final class HealthStatus {

	/** Pages work, but something stands still that somebody must look at: no reason to send visitors elsewhere. */
	public static final Status DEGRADED = new Status("DEGRADED");

	private HealthStatus() {
	}
}
