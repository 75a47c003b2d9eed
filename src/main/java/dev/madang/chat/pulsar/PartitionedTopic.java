package dev.madang.chat.pulsar;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Makes the topic with its partitions by the brokers' HTTP API: their own protocol has no word for that. */
final class PartitionedTopic {

	private PartitionedTopic() {
	}

	static void ensure(PulsarProperties properties) throws IOException, InterruptedException {
		var url = properties.adminUrl().replaceAll("/$", "") + "/admin/v2/non-persistent/" + properties.topic() + "/partitions";
		var request = HttpRequest.newBuilder(URI.create(url)).timeout(properties.within())
				.header("Content-Type", "application/json")
				.PUT(BodyPublishers.ofString(String.valueOf(properties.partitions())));
		if (!properties.token().isEmpty()) {
			request.header("Authorization", "Bearer " + properties.token());
		}
		var answer = answer(request.build(), properties.within());
		switch (answer) {
			// 409: it is there
			case 200, 204, 409 -> {
			}
			case 401, 403 -> throw new IOException("the brokers refuse madang.pulsar.token");
			default -> throw new IOException("madang.pulsar.admin-url does not make the topic: it answered " + answer);
		}
	}

	private static int answer(HttpRequest request, Duration connecting) throws IOException, InterruptedException {
		try (var http = HttpClient.newBuilder().connectTimeout(connecting).build()) {
			return http.send(request, BodyHandlers.discarding()).statusCode();
		}
		catch (IOException e) {
			throw new IOException("madang.pulsar.admin-url cannot be used: " + e, e);
		}
	}
}
