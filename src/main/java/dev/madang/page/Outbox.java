package dev.madang.page;

/** Where emails go: pages may promise one only where it leaves the community. */
public interface Outbox {

	/** Whether emails reach anybody, or only wait in the home for an admin to hand on. */
	boolean reachesPeople();
}
