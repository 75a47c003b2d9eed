package dev.madang.search;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleConsumer;
import dev.madang.platform.engine.EngineAway;
import org.springframework.stereotype.Component;

/** Builds the index in this process, with all that the machine has: where no server runs that would do so beside its work. */
@Component
public class OwnBuild {

	private final Engine engine;

	private final Building building;

	OwnBuild(Engine engine, Building building) {
		this.engine = engine;
		this.building = building;
	}

	/** Whether a server would build the index when it starts, and somebody can. */
	public boolean isDue() {
		try {
			engine.open();
			return building.isDue();
		}
		catch (EngineAway e) {
			return false;
		}
	}

	/**
	 * @param progress is told how much is done, from 0 to 1
	 * @return whether it was built; if not, the log says why
	 */
	public boolean run(Along along, DoubleConsumer progress) {
		var isBuilt = new AtomicBoolean();
		engine.alone(Engine.Turn.BUILD, () -> isBuilt.set(building.now(along, progress)));
		return isBuilt.get();
	}
}
