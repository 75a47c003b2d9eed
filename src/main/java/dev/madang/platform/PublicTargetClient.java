package dev.madang.platform;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries one body to one address that somebody has given. Whatever is there (it hangs, drips, redirects, never stops
 * talking) costs a bounded time and 64 KB at most: nothing is followed, repeated, unpacked or kept open.
 */
public final class PublicTargetClient implements AutoCloseable {

	private static final Logger LOG = LoggerFactory.getLogger(PublicTargetClient.class);

	private static final int MOST_BYTES = 64 << 10;

	private static final int SHOWN_BYTES = 1 << 10;

	/**
	 * What came of it.
	 *
	 * @param status null if there was no answer in time
	 * @param error why there was none, or the status
	 * @param answer how it begins
	 */
	public record Outcome(@Nullable Integer status, int millis, @Nullable String error, String answer) {

		public boolean delivered() {
			return error == null;
		}
	}

	private record Answer(int status, String begin) {
	}

	private final Duration within;

	private final CloseableHttpClient http;

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	/**
	 * @param within the most that a request may take, all in all
	 * @param most how many may be under way at once
	 */
	public PublicTargetClient(PublicTargets targets, Duration within, int most) {
		this.within = within;
		var timeout = Timeout.of(within);
		var lines = Http1Config.custom().setMaxHeaderCount(100).setMaxLineLength(8192).build();
		http = HttpClients.custom()
				.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create().setDnsResolver(targets)
						.setConnectionFactory(ManagedHttpClientConnectionFactory.builder().http1Config(lines).build())
						.setMaxConnTotal(most).setMaxConnPerRoute(most).setDefaultConnectionConfig(
								ConnectionConfig.custom().setConnectTimeout(timeout).setSocketTimeout(timeout).build())
						.build())
				.setDefaultRequestConfig(RequestConfig.custom().setConnectionRequestTimeout(timeout).setResponseTimeout(timeout)
						.setProtocolUpgradeEnabled(false).build())
				.setConnectionReuseStrategy((request, response, context) -> false).disableRedirectHandling()
				.disableAutomaticRetries().disableCookieManagement().disableAuthCaching().disableContentCompression()
				.setUserAgent("Madang").build();
	}

	/** Posts a body, of whose type the headers tell. */
	public Outcome post(String url, Map<String, String> headers, byte[] body) {
		var begun = System.nanoTime();
		var request = new HttpPost(url);
		headers.forEach(request::setHeader);
		request.setEntity(new ByteArrayEntity(body, null));
		var sent = threads.submit(() -> send(request));
		try {
			var answer = sent.get(within.toMillis(), TimeUnit.MILLISECONDS);
			var delivered = answer.status() >= 200 && answer.status() < 300;
			return new Outcome(answer.status(), since(begun), delivered ? null : "HTTP " + answer.status(), answer.begin());
		}
		catch (ExecutionException e) {
			var cause = e.getCause() == null ? e : e.getCause();
			if (cause instanceof SocketTimeoutException) {
				return noAnswer(begun);
			}
			return new Outcome(null, since(begun), cause.getClass().getSimpleName() + ": " + cause.getMessage(), "");
		}
		catch (TimeoutException e) {
			return noAnswer(begun);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return new Outcome(null, since(begun), "interrupted", "");
		}
		finally {
			request.cancel();
		}
	}

	private Answer send(HttpPost request) throws IOException {
		var response = http.executeOpen(null, request, null);
		try {
			var entity = response.getEntity();
			var begin = entity == null ? new byte[0] : entity.getContent().readNBytes(MOST_BYTES);
			return new Answer(response.getCode(),
					new String(begin, 0, Math.min(begin.length, SHOWN_BYTES), StandardCharsets.UTF_8).replace('\0', ' '));
		}
		finally {
			// cut off before anything is closed, because a library that closes politely reads to the end first
			request.cancel();
			close(response);
		}
	}

	private static void close(ClassicHttpResponse response) {
		try {
			response.close();
		}
		catch (IOException cutOff) {
			LOG.trace("cut off", cutOff);
		}
	}

	/** Whichever clock says so first: the connection's, or the one for all of it. */
	private Outcome noAnswer(long begun) {
		return new Outcome(null, since(begun), "no answer within " + within.toSeconds() + " s", "");
	}

	private static int since(long begun) {
		return (int) Duration.ofNanos(System.nanoTime() - begun).toMillis();
	}

	@Override
	public void close() throws IOException {
		threads.shutdownNow();
		http.close();
	}
}
