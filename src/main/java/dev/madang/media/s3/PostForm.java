package dev.madang.media.s3;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import tools.jackson.databind.json.JsonMapper;

/**
 * A form of POST by which somebody else may send one object: Amazon's "POST Policy" with Signature Version 4, for which the SDK has
 * nothing (aws-sdk-java-v2#1493).
 */
record PostForm(String bucket, String region) {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

	/** The fields before the file: it must have this type and exactly so many bytes, and becomes the object of this key. */
	Map<String, String> fields(String key, String contentType, int size, AwsCredentials credentials, Instant now,
			Instant expires) {
		var time = TIME.format(now);
		var scope = List.of(time.substring(0, 8), region, "s3", "aws4_request");
		var fields = new LinkedHashMap<String, String>();
		fields.put("key", key);
		fields.put("Content-Type", contentType);
		fields.put("x-amz-algorithm", "AWS4-HMAC-SHA256");
		fields.put("x-amz-credential", credentials.accessKeyId() + "/" + String.join("/", scope));
		fields.put("x-amz-date", time);
		if (credentials instanceof AwsSessionCredentials session) {
			fields.put("x-amz-security-token", session.sessionToken());
		}
		var conditions = new ArrayList<Object>();
		conditions.add(Map.of("bucket", bucket));
		fields.forEach((name, value) -> conditions.add(List.of("eq", "$" + name, value)));
		conditions.add(List.of("content-length-range", size, size));
		var policy = Base64.getEncoder().encodeToString(JsonMapper.shared()
				.writeValueAsBytes(Map.of("expiration", expires.toString(), "conditions", conditions)));
		var signing = ("AWS4" + credentials.secretAccessKey()).getBytes(StandardCharsets.UTF_8);
		for (var part : scope) {
			signing = hmac(signing, part);
		}
		fields.put("policy", policy);
		fields.put("x-amz-signature", HexFormat.of().formatHex(hmac(signing, policy)));
		return fields;
	}

	private static byte[] hmac(byte[] key, String text) {
		try {
			var mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(key, "HmacSHA256"));
			return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException e) {
			throw new IllegalStateException("every Java has HmacSHA256", e);
		}
	}
}
