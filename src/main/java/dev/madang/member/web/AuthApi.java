package dev.madang.member.web;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.madang.member.Accounts;
import dev.madang.member.Accounts.Tokens;
import dev.madang.member.KnownDevices;
import dev.madang.member.Members;
import dev.madang.member.SignUp;
import dev.madang.platform.Checks;
import dev.madang.platform.Limits;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Signing up, in and out. */
@RestController
@RequestMapping("/api/v1/auth")
@Allow(Role.ANY)
@Tag(name = "Accounts")
class AuthApi {

	record Credentials(@Nullable String login, @Nullable String password) {
	}

	record Refresh(@Nullable String refreshToken) {
	}

	/** The answer of RFC 6749, section 5.1. */
	record OAuthTokens(@JsonProperty("access_token") String accessToken, @JsonProperty("token_type") String tokenType,
			@JsonProperty("expires_in") long expiresIn,
			@JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("refresh_token") String refreshToken) {

		static OAuthTokens of(Tokens tokens) {
			return new OAuthTokens(tokens.accessToken(), tokens.tokenType(), tokens.expiresIn(), tokens.refreshToken());
		}
	}

	private final SignUp signUp;

	private final Accounts accounts;

	private final Members members;

	private final Limits limits;

	private final KnownDevices devices;

	AuthApi(SignUp signUp, Accounts accounts, Members members, Limits limits, KnownDevices devices) {
		this.devices = devices;
		this.signUp = signUp;
		this.accounts = accounts;
		this.members = members;
		this.limits = limits;
	}

	/** Joins. Where a confirmation or an admin comes first, the answer is 202 without a member. */
	@PostMapping("/signup")
	@ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = UserJson.class)))
	@ApiResponse(responseCode = "202", content = @Content)
	ResponseEntity<UserJson> signUp(@RequestBody SignUp.Form form, HttpServletRequest request) {
		limits.takeFrom(request.getRemoteAddr(), "sign-up", 100, Duration.ofHours(1));
		return signUp.signUp(form)
				.map(handle -> ResponseEntity
						.created(URI.create("/api/v1/users/" + URLEncoder.encode(handle, StandardCharsets.UTF_8)))
						.body(UserJson.of(members.get(handle), true, null)))
				.orElseGet(() -> ResponseEntity.accepted().build());
	}

	@PostMapping("/login")
	ResponseEntity<Tokens> logIn(@RequestBody Credentials credentials, HttpServletRequest request,
			HttpServletResponse response) {
		new Checks().that(credentials.login() != null, "login", "missing")
				.that(credentials.password() != null, "password", "missing").done();
		return secret(logIn(Texts.orEmpty(credentials.login()), Texts.orEmpty(credentials.password()), request, response));
	}

	private Tokens logIn(String login, String password, HttpServletRequest request, HttpServletResponse response) {
		var entry = accounts.logIn(login, password, devices.of(request));
		devices.give(response, entry.device());
		return entry.tokens();
	}

	@PostMapping("/refresh")
	ResponseEntity<Tokens> refresh(@RequestBody Refresh refresh, HttpServletRequest request) {
		limits.takeFrom(request.getRemoteAddr(), "refresh", 600, Duration.ofMinutes(10));
		new Checks().that(refresh.refreshToken() != null, "refreshToken", "missing").done();
		return secret(accounts.refresh(Texts.orEmpty(refresh.refreshToken())));
	}

	@PostMapping("/logout")
	@Allow(value = Role.MEMBER, account = true)
	ResponseEntity<Void> logOut(Viewer viewer) {
		accounts.logOut(viewer.signInId());
		return ResponseEntity.noContent().build();
	}

	/** RFC 6749: the password and the refresh token grant, with that standard's own errors. */
	@PostMapping(path = "/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	ResponseEntity<Object> token(@RequestParam Map<String, String> form, HttpServletRequest request,
			HttpServletResponse response) {
		if (request.getQueryString() != null) {
			return oauthError("invalid_request");
		}
		try {
			return switch (form.getOrDefault("grant_type", "")) {
				case "" -> oauthError("invalid_request");
				case "password" -> form.containsKey("username") && form.containsKey("password")
						? secret(OAuthTokens
								.of(logIn(form.get("username"), form.get("password"), request, response)))
						: oauthError("invalid_request");
				case "refresh_token" -> form.containsKey("refresh_token")
						? secret(OAuthTokens.of(accounts.refresh(form.get("refresh_token"))))
						: oauthError("invalid_request");
				default -> oauthError("unsupported_grant_type");
			};
		}
		catch (Problem problem) {
			if (problem.status() == 401 || problem.status() == 403) {
				return oauthError("invalid_grant");
			}
			throw problem;
		}
	}

	private static ResponseEntity<Object> oauthError(String error) {
		return ResponseEntity.badRequest().cacheControl(CacheControl.noStore()).body(Map.of("error", error));
	}

	private static <T> ResponseEntity<T> secret(Object tokens) {
		@SuppressWarnings("unchecked")
		var body = (T) tokens;
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
	}
}
