package dev.madang.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

import javax.imageio.ImageIO;

import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import dev.madang.testing.PictureFiles;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MadangTest
class PicturesTest {

	@Autowired
	Community community;

	private HttpResponse<byte[]> send(String method, String path, String token, byte[] body)
			throws IOException, InterruptedException {
		var request = HttpRequest.newBuilder(URI.create("http://localhost:" + community.anybody().port() + path))
				.method(method, BodyPublishers.ofByteArray(body)).header("Content-Type", "image/png");
		if (!token.isEmpty()) {
			request.header("Authorization", "Bearer " + token);
		}
		return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
	}

	private String token() {
		return community.anybody()
				.post("/auth/login", Map.of("login", community.aMember().handle(), "password", Community.PASSWORD))
				.text("/accessToken");
	}

	private static byte[] png(int width, int height, int type) throws IOException {
		var out = new ByteArrayOutputStream();
		ImageIO.write(new BufferedImage(width, height, type), "png", out);
		return out.toByteArray();
	}

	@Test
	void aPictureBecomesASmallSquare() throws Exception {
		var token = token();
		var answer = send("PUT", "/api/v1/users/me/picture", token, png(800, 300, BufferedImage.TYPE_INT_ARGB));
		assertThat(answer.statusCode()).isEqualTo(200);
		var address = new String(answer.body(), StandardCharsets.UTF_8).replaceAll(".*\"avatarUrl\":\"([^\"]+)\".*",
				"$1");
		var picture = send("GET", address, "", new byte[0]);
		assertThat(picture.headers().firstValue("Content-Type")).hasValue("image/jpeg");
		assertThat(picture.headers().firstValue("Cache-Control").orElse("")).contains("max-age=");
		assertThat(picture.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
		var image = ImageIO.read(new ByteArrayInputStream(picture.body()));
		assertThat(image.getWidth()).isEqualTo(image.getHeight()).isEqualTo(Pictures.SIZE);
		assertThat(community.anybody().with(token).delete("/users/me/picture").status()).isEqualTo(204);
		assertThat(send("GET", address, "", new byte[0]).statusCode()).isEqualTo(404);
		assertThat(community.anybody().with(token).get("/users/me").json().at("/avatarUrl").isNull()).isTrue();
	}

	@Test
	void aPhotographIsTurnedUpright() throws Exception {
		var answer = send("PUT", "/api/v1/users/me/picture", token(), PictureFiles.photograph(800, 400, 6));
		assertThat(answer.statusCode()).isEqualTo(200);
		var address = new String(answer.body(), StandardCharsets.UTF_8).replaceAll(".*\"avatarUrl\":\"([^\"]+)\".*", "$1");
		var image = ImageIO.read(new ByteArrayInputStream(send("GET", address, "", new byte[0]).body()));
		var left = new Color(image.getRGB(10, Pictures.SIZE / 2));
		var right = new Color(image.getRGB(Pictures.SIZE - 10, Pictures.SIZE / 2));
		assertThat(left.getBlue()).as("what was below is left").isGreaterThan(180);
		assertThat(right.getRed()).as("what was above is right").isGreaterThan(180);
	}

	/** A file of ten megabytes could have so many that it takes hours. */
	@Test
	void aJpegOfEndlessPassesIsRefused() throws Exception {
		var token = token();
		assertThat(send("PUT", "/api/v1/users/me/picture", token, PictureFiles.progressive(20, 20, 0)).statusCode())
				.isEqualTo(200);
		assertThat(send("PUT", "/api/v1/users/me/picture", token, PictureFiles.progressive(20, 20, 50)).statusCode())
				.isEqualTo(422);
	}

	@Test
	void whatIsNoPictureIsRefused() throws Exception {
		var token = token();
		var whole = png(300, 300, BufferedImage.TYPE_INT_RGB);
		for (var bad : new byte[][]{ new byte[0], "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8),
				"<html>".getBytes(StandardCharsets.UTF_8),
				Arrays.copyOf(whole, 60), "GIF89a\1\0\1\0\0\0\0;".getBytes(StandardCharsets.UTF_8) }) {
			assertThat(send("PUT", "/api/v1/users/me/picture", token, bad).statusCode()).isEqualTo(422);
		}
		assertThat(send("PUT", "/api/v1/users/me/picture", token, new byte[16 << 20]).statusCode()).isEqualTo(413);
	}

	@Test
	void aBombIsNotDecoded() throws Exception {
		var answer = send("PUT", "/api/v1/users/me/picture", token(), PictureFiles.bomb(60_000, 60_000));
		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("picture-too-large");
	}
}
