package dev.madang.recommendation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.madang.platform.ClusterSignals;
import dev.madang.platform.archive.Copy;
import dev.madang.recommendation.model.Neighbours;
import dev.madang.recommendation.model.Timeliness;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts a new model in the place of the old one, in one transaction, and tells the servers. */
@Component
class ModelStore {

	/** More neighbours of one thing never come into a list. */
	private static final int KEPT = 50;

	/** A post that fewer engaged with, and that has no neighbours, is known no better from the model. */
	private static final float TALKED_ABOUT = 3;

	private static final int CHUNK = 5_000;

	private final JdbcClient jdbc;

	private final Copy copy;

	private final ClusterSignals signals;

	ModelStore(JdbcClient jdbc, Copy copy, ClusterSignals signals) {
		this.jdbc = jdbc;
		this.copy = copy;
		this.signals = signals;
	}

	@Transactional
	public void replace(Instant began, EngagedThings posts, Neighbours postsTogether, EngagedThings items,
			Neighbours itemsTogether, Neighbours itemsAlike) {
		jdbc.sql("delete from model_thing").update();
		var storedPosts = write("post", posts, postsTogether, null);
		var storedItems = write("item", items, itemsTogether, itemsAlike);
		jdbc.sql("insert into model_build (began_at, posts, items) values (:began::timestamptz, :posts, :items)")
				.param("began", began.toString()).param("posts", storedPosts).param("items", storedItems).update();
		jdbc.sql("delete from model_build where id <= (select max(id) - 100 from model_build)").update();
		signals.send(PostWords.TOPIC, "built");
	}

	private int write(String kind, EngagedThings all, Neighbours together, @Nullable Neighbours alike) {
		var now = Timeliness.now(all.engagements(), all.size());
		var chunk = new ArrayList<Integer>();
		var stored = 0;
		for (int thing = 0; thing < all.size(); thing++) {
			if ("item".equals(kind) || together.count(thing) > 0 || now[thing] >= TALKED_ABOUT) {
				chunk.add(thing);
				stored++;
			}
			if (chunk.size() == CHUNK || thing == all.size() - 1) {
				copy.into("model_thing (kind, subject_id, timeliness, together, together_weights, alike, alike_weights)", chunk,
						(each, row) -> {
							row.add(kind).add(all.id(each)).add(now[each]);
							add(row, all, together, each);
							add(row, all, alike, each);
						});
				chunk.clear();
			}
		}
		return stored;
	}

	private static void add(Copy.Row row, EngagedThings all, @Nullable Neighbours neighbours, int thing) {
		List<Long> others = new ArrayList<>();
		List<Float> weights = new ArrayList<>();
		for (int rank = 0; neighbours != null && rank < Math.min(KEPT, neighbours.count(thing)); rank++) {
			others.add(all.id(neighbours.neighbour(thing, rank)));
			weights.add(neighbours.weight(thing, rank));
		}
		row.add(others).add(weights);
	}
}
