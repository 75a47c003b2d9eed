package dev.madang.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.madang.platform.web.GuestAnswers;
import org.jspecify.annotations.Nullable;

/** An answer that a request is making while others may wait for it. */
final class Making implements GuestAnswers.Keeper {

	/** What takes longer is made by each for themselves. */
	private static final int PATIENCE_SECONDS = 5;

	final Stamp stamp;

	private final List<Runnable> eachTime = new ArrayList<>();

	private final CompletableFuture<@Nullable Answer> made = new CompletableFuture<>();

	private boolean wanted;

	private boolean personal;

	Making(Stamp stamp) {
		this.stamp = stamp;
	}

	/** Its handler is known, and whether every guest may have its answer; if not nobody waits longer. */
	void decide(boolean forAll) {
		wanted = forAll;
		if (!forAll) {
			made.complete(null);
		}
	}

	/** Whether its bytes are of interest. */
	boolean isWanted() {
		return wanted;
	}

	boolean isForAll() {
		return wanted && !personal;
	}

	@Override
	public void eachTime(Runnable work) {
		eachTime.add(work);
	}

	@Override
	public void personal() {
		personal = true;
	}

	List<Runnable> eachTime() {
		return eachTime;
	}

	void end(@Nullable Answer answer) {
		made.complete(answer);
	}

	/** The answer, unless it is none for everybody, failed or takes too long. */
	@Nullable
	Answer await() {
		try {
			return made.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return null;
		}
		catch (TimeoutException | ExecutionException e) {
			return null;
		}
	}
}
