package dev.madang.member;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.madang.platform.PictureHosts;
import dev.madang.platform.PictureUrl;
import dev.madang.platform.Problem;
import dev.madang.platform.SiteUrl;
import dev.madang.platform.web.BodyReceiver;
import dev.madang.platform.web.Refusals;
import dev.madang.platform.web.ServedRequests;
import dev.madang.platform.web.TrustedProxies;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * One filter chain for the API, one for pages. They find out who is asking; who may call a handler is said at the handler
 * (Allow) and checked after the route is known.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@ConditionalOnWebApplication
class SecurityConfiguration {

	/**
	 * Who sees the documentation of the API and the metrics: any, loopback, or none.
	 *
	 * @param docs who sees the API's documentation: {@code any}, {@code loopback} (this machine) or {@code none}
	 * @param metrics who sees the metrics: {@code any}, {@code loopback} (this machine) or {@code none}
	 */
	@ConfigurationProperties("madang.access")
	record Access(@DefaultValue("any") String docs, @DefaultValue("loopback") String metrics) {

		Access {
			for (var value : new String[]{ docs, metrics }) {
				if (!value.matches("any|loopback|none")) {
					throw new IllegalArgumentException("madang.access.* must be any, loopback or none, not " + value);
				}
			}
		}
	}

	/** What the firewall takes as the name of a header. Those of ASCII need no expression, once for each that is read. */
	private static final Pattern ASSIGNED = Pattern.compile("[\\p{IsAssigned}&&[^\\p{IsControl}]]*");

	private final Refusals refusals;

	private final BodyReceiver bodyReceiver;

	SecurityConfiguration(Refusals refusals, BodyReceiver bodyReceiver) {
		this.bodyReceiver = bodyReceiver;
		this.refusals = refusals;
	}

	/** Each of the twenty filters of a request would be timed and counted, twice; nobody reads that. */
	@Bean
	SecurityObservationSettings noObservations() {
		return SecurityObservationSettings.noObservations();
	}

	@Bean
	@Order(1)
	SecurityFilterChain api(HttpSecurity http, BearerTokens tokens) {
		return withoutSessions(http).securityMatcher("/api/**").csrf(csrf -> csrf.disable())
				.exceptionHandling(handling -> handling.disable())
				.addFilterBefore(new BearerFilter(tokens), AnonymousAuthenticationFilter.class)
				.addFilterAfter(bodyReceiver, BearerFilter.class)
				.headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives("default-src 'none'")))
				.build();
	}

	/**
	 * A request says itself who is asking, and nothing is kept of it for the next. So no filter looks for a session, and none wraps
	 * the request for one, or for somebody who is nobody.
	 */
	private static HttpSecurity withoutSessions(HttpSecurity http) {
		return http.securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
				.sessionManagement(session -> session.disable()).requestCache(cache -> cache.disable())
				.servletApi(api -> api.disable()).anonymous(anonymous -> anonymous.disable())
				.logout(logout -> logout.disable());
	}

	/** Where the community is served over TLS browsers never speak to it without, for a year; whatever a proxy makes of that. */
	@Bean
	Customizer<HttpSecurity> strictTransport(SiteUrl site) {
		return http -> http.headers(headers -> headers.httpStrictTransportSecurity(
				strict -> strict.requestMatcher(request -> site.isSecure()).maxAgeInSeconds(Duration.ofDays(365).toSeconds())
						.includeSubDomains(false)));
	}

	/** Whatever the container lets through in a header is read by whom it concerns, who says what is wrong with it. */
	@Bean
	HttpFirewall firewall() {
		var firewall = new StrictHttpFirewall();
		firewall.setAllowedHeaderValues(value -> true);
		firewall.setAllowedHeaderNames(
				name -> name.chars().allMatch(c -> c >= ' ' && c <= '~') || ASSIGNED.matcher(name).matches());
		return firewall;
	}

	@Bean
	RequestRejectedHandler rejected() {
		var answer = new HttpStatusRequestRejectedHandler();
		return (request, response, why) -> {
			ServedRequests.refused(request, why);
			answer.handle(request, response, why);
		};
	}

	/** The documentation's viewers style themselves, which no other page may. */
	@Bean
	@Order(2)
	SecurityFilterChain documentation(HttpSecurity http, Access access) {
		return withoutSessions(http)
				.securityMatcher("/docs", "/redoc", "/swagger-ui.html", "/swagger-ui/**", "/v3/api-docs/**",
						"/v3/api-docs.yaml")
				.csrf(csrf -> csrf.disable())
				.exceptionHandling(handling -> handling.accessDeniedHandler(this::hide)
						.authenticationEntryPoint(
								(request, response, denied) -> refusals.send(request, response, Problem.notFound())))
				.authorizeHttpRequests(requests -> requests.anyRequest().access(from(access.docs())))
				.headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(
						"default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:; "
								+ "object-src 'none'; base-uri 'none'; frame-ancestors 'none'")))
				.build();
	}

	@Bean
	@Order(3)
	SecurityFilterChain pages(HttpSecurity http, SignInCookie cookie, SiteUrl site, PictureUrl pictures,
			Optional<PictureHosts> others, Access access) {
		var csrfTokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
		csrfTokens.setCookieName(site.isSecure() ? "__Host-csrf" : "csrf");
		csrfTokens.setCookieCustomizer(custom -> custom.httpOnly(true).sameSite("Lax").secure(site.isSecure()).path("/"));
		return withoutSessions(http).securityMatcher("/**")
				.csrf(csrf -> csrf.csrfTokenRepository(csrfTokens).ignoringRequestMatchers("/preferences", "/unsubscribe")
						.sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy()))
				.addFilterBefore(new SignInCookie.Filter(cookie), CsrfFilter.class)
				.addFilterBefore(bodyReceiver, CsrfFilter.class)
				.exceptionHandling(handling -> handling.accessDeniedHandler(this::refuse)
						.authenticationEntryPoint(
								(request, response, denied) -> refusals.send(request, response, Problem.notFound())))
				.authorizeHttpRequests(requests -> requests.requestMatchers("/metrics").access(from(access.metrics()))
						.anyRequest().permitAll())
				.headers(headers -> headers
						.contentSecurityPolicy(policy -> policy.policyDirectives("default-src 'self'; img-src 'self' data: "
								+ pictures.origin() + others.map(hosts -> " " + hosts.shown()).orElse("")
								+ others.map(hosts -> "; connect-src 'self' " + hosts.sent()).orElse("")
								+ "; frame-src https://www.youtube-nocookie.com https://player.vimeo.com"
								+ "; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"))
						.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
				.build();
	}

	private void refuse(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
			throws IOException, ServletException {
		if (denied instanceof CsrfException) {
			ServedRequests.refused(request, denied);
			refusals.send(request, response, Problem.forbidden("form-expired"));
			return;
		}
		hide(request, response, denied);
	}

	private void hide(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
			throws IOException, ServletException {
		refusals.send(request, response, Problem.notFound());
	}

	private static AuthorizationManager<RequestAuthorizationContext> from(String whom) {
		return (authentication, context) -> new AuthorizationDecision(switch (whom) {
			case "any" -> true;
			case "loopback" -> isLoopback(context.getRequest());
			default -> false;
		});
	}

	/** What a proxy on this machine forwards is not from this machine. */
	private static boolean isLoopback(HttpServletRequest request) {
		if (TrustedProxies.isForwarded(request)) {
			return false;
		}
		var address = request.getRemoteAddr();
		return address.startsWith("127.") || "0:0:0:0:0:0:0:1".equals(address) || "::1".equals(address);
	}
}
