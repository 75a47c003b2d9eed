package dev.madang.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Sellers who leave. */
@MadangTest
class ProductDepartureTest {

	@Autowired
	Community community;

	@Autowired
	TransactionTemplate transaction;

	Person seller;

	@BeforeEach
	void aSeller() {
		seller = community.aMember();
	}

	@Test
	void whoLeavesAtThatMomentOffersNothing() throws Exception {
		Callable<Answer> offer = () -> community.aProduct().by(seller).named("늦은 것").priced(1, "KRW").send();
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			var answer = Objects.requireNonNull(transaction.execute(status -> {
				community.jdbc().sql("select id from member where id = :id for update").param("id", seller.id()).query()
						.listOfRows();
				var asked = threads.submit(offer);
				community.awaitWaiting();
				community.jdbc().sql("update member set handle = 'gone:' || id, withdrawn_at = now() where id = :id")
						.param("id", seller.id()).update();
				return asked;
			}));
			assertThat(answer.get().status()).isEqualTo(401);
		}
		assertThat(community.jdbc().sql("select count(*) from product where seller_id = :id").param("id", seller.id())
				.query(Long.class).single()).isZero();
	}

	@Test
	void aReportOfWhatItsSellerTookAlongCanBeDecided() {
		for (var decision : List.of(Map.of("status", "resolved", "action", "hide"), Map.of("status", "rejected"))) {
			var leaver = community.aMember();
			var id = community.aProduct().by(leaver).id();
			assertThat(community.aMember().client()
					.post("/reports", Map.of("targetType", "product", "targetId", id, "reason", "fraud")).status())
					.isEqualTo(201);
			leaver.client().send("DELETE", "/users/me", "{\"password\":\"" + Community.PASSWORD + "\"}", "application/json");
			var report = community.jdbc().sql("select id from report where kind = 'product' and subject_id = :id")
					.param("id", id).query(Long.class).single();
			assertThat(community.aModerator().client().patch("/admin/reports/" + report, decision).status())
					.as(decision.toString()).isEqualTo(200);
		}
	}
}
