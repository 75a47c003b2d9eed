package dev.madang.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import dev.madang.chat.ChatSocket;
import dev.madang.chat.Talk;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A socket says what is new for its member. */
@SecondMadangTest
class SocketNoticesTest {

	@Autowired
	Community community;

	@Autowired
	DueMessages due;

	private Person author;

	private Person fan;

	private long post;

	@BeforeEach
	void aPost() {
		author = community.aMember();
		fan = community.aMember();
		post = community.aPost(author, community.aCategory());
	}

	@Test
	void whatIsNewIsSaidOnEverySocketOfItsMemberAndOnNoOther() {
		community.aComment(fan, post, "전에");
		new Listening(community).settle();
		try (var phone = ChatSocket.of(author); var desk = ChatSocket.of(author); var other = ChatSocket.of(fan)) {
			community.aComment(fan, post, "새 댓글");
			for (var socket : new ChatSocket[]{ phone, desk }) {
				var frame = socket.next("notification");
				assertThat(frame.at("/notification/kind").asString()).isEqualTo("comment");
				assertThat(frame.at("/notification/excerpt").asString()).isEqualTo("새 댓글");
				assertThat(frame.at("/notification/actor/handle").asString()).isEqualTo(fan.handle());
				assertThat(frame.at("/unread").asInt()).isEqualTo(2);
			}
			author.client().post("/notifications/read", Map.of("all", true));
			var read = desk.next("notification");
			assertThat(read.at("/unread").asInt()).isZero();
			assertThat(read.has("notification")).isFalse();
			author.client().put("/users/" + fan.handle() + "/follow");
			assertThat(other.next("notification").at("/notification/kind").asString()).as("and nothing before")
					.isEqualTo("follow");
		}
	}

	@Test
	void aMessageIsSaidAsANotificationOnceItWasNotRead() {
		var room = Talk.friends(fan, author);
		new Listening(community).settle();
		try (var socket = ChatSocket.of(author)) {
			Talk.say(fan, room, "안녕하세요");
			assertThat(socket.next("message").at("/body").asString()).isEqualTo("안녕하세요");
			new Listening(community).tellDue(due, Duration.ofSeconds(60));
			assertThat(socket.next("notification").at("/notification/kind").asString()).isEqualTo("message");
			author.client().put("/chat/rooms/" + room + "/read", Map.of("seq", 1));
			assertThat(socket.next("notification").at("/unread").asInt()).isZero();
		}
	}
}
