package dev.madang.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.junit.jupiter.api.Test;

class IncomingBodyTest {

	private final AtomicLong clock = new AtomicLong(1);

	/** Gives so many bytes at once, after so long, as often as it is asked. */
	private InputBuffer sender(int bytes, Duration pause, int times) {
		return new InputBuffer() {

			private int left = times;

			@Override
			public int doRead(ApplicationBufferHandler handler) {
				if (left-- == 0) {
					return -1;
				}
				clock.addAndGet(pause.toNanos());
				handler.setByteBuffer(ByteBuffer.allocate(bytes));
				return bytes;
			}

			@Override
			public int available() {
				return 0;
			}
		};
	}

	private IncomingBody body(int bytes, Duration pause, int times) {
		return new IncomingBody(sender(bytes, pause, times), 100_000, clock::get);
	}

	private static int readAll(IncomingBody body) throws IOException {
		var part = new BodyReceiver.Part();
		var all = 0;
		for (var read = body.doRead(part); read >= 0; read = body.doRead(part)) {
			assertThat(part.getByteBuffer().remaining()).isEqualTo(read);
			all += read;
		}
		return all;
	}

	@Test
	void takesWhatComesAsFastAsAnyLine() throws IOException {
		assertThat(readAll(body(1400, Duration.ofSeconds(1), 60))).isEqualTo(60 * 1400);
	}

	@Test
	void aSlowBeginningIsNoDrip() throws IOException {
		assertThat(readAll(body(1, Duration.ofSeconds(1), 10))).isEqualTo(10);
	}

	@Test
	void aDripIsGivenUp() {
		assertThatExceptionOfType(IncomingBody.TooSlow.class)
				.isThrownBy(() -> readAll(body(1, Duration.ofSeconds(5), 100)));
		assertThat(Duration.ofNanos(clock.get())).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(16));
	}

	@Test
	void isNoLongerThanItsPathAllows() {
		assertThatExceptionOfType(IncomingBody.TooLarge.class).isThrownBy(() -> readAll(body(1000, Duration.ZERO, 101)));
	}

	@Test
	void isReadAgainFromMemoryOrFromItsFile() throws IOException {
		for (var times : new int[]{ 0, 1, 8, 9, 100 }) {
			try (var body = body(1000, Duration.ZERO, times)) {
				var part = new BodyReceiver.Part();
				while (body.doRead(part) >= 0) {
					body.keep(part.getByteBuffer());
				}
				body.received();
				assertThat(readAll(body)).isEqualTo(1000 * times);
				assertThat(body.doRead(part)).isEqualTo(-1);
			}
		}
	}
}
