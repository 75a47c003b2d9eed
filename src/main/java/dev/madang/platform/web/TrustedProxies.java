package dev.madang.platform.web;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.util.NetMaskSet;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * From which IP address a request comes: the last one of X-Forwarded-For that none of the configured proxies has; and
 * whether it came over TLS: what X-Forwarded-Proto says. From anybody else these are what somebody wrote, and are not
 * believed.
 */
@Component
@ConditionalOnWebApplication
public class TrustedProxies implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	private static final String FORWARDED_FOR = "X-Forwarded-For";

	/** The attribute of a request whose header is used up. */
	private static final String FORWARDED = TrustedProxies.class.getName() + ".forwarded";

	/**
	 * @param proxies IP addresses or ranges ({@code 10.0.0.0/8}) of the proxies whose {@code X-Forwarded-For} and
	 * {@code X-Forwarded-Proto} are believed
	 */
	@ConfigurationProperties("madang")
	record Properties(@DefaultValue List<String> proxies) {
	}

	private final String ranges;

	private final NetMaskSet proxies;

	TrustedProxies(Properties properties) {
		this.ranges = properties.proxies().stream().map(String::strip).map(TrustedProxies::range)
				.collect(Collectors.joining(","));
		this.proxies = NetMaskSet.parse(ranges);
	}

	/** With its length, because the valve takes what has none for a regular expression. */
	private static String range(String proxy) {
		if (proxy.contains("/")) {
			return proxy;
		}
		return proxy + (InetAddress.ofLiteral(proxy).getAddress().length == 4 ? "/32" : "/128");
	}

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		if (proxies.isEmpty()) {
			return;
		}
		var valve = new Valve();
		valve.setRemoteIpHeader(FORWARDED_FOR);
		valve.setProtocolHeader("X-Forwarded-Proto");
		valve.setInternalProxies(ranges);
		factory.addEngineValves(valve);
	}

	/** Whether a proxy sends it for somebody else, trusted or not. */
	public static boolean isForwarded(HttpServletRequest request) {
		return request.getHeader(FORWARDED_FOR) != null || request.getHeader("Forwarded") != null
				|| request.getAttribute(FORWARDED) != null;
	}

	boolean isTrusted(InetAddress address) {
		return proxies.contains(address);
	}

	/** The one of the container would look up names that it is told, and believe what is no IP address. */
	private static final class Valve extends RemoteIpValve {

		@Override
		public void invoke(Request request, Response response) throws IOException, ServletException {
			if (request.getHeader(FORWARDED_FOR) != null) {
				request.setAttribute(FORWARDED, true);
				var forwarded = List.of(String.join(",", Collections.list(request.getHeaders(FORWARDED_FOR))).split(","));
				var known = forwarded.reversed().stream().map(String::strip).takeWhile(Valve::isAddress).toList();
				request.getCoyoteRequest().getMimeHeaders().setValue(FORWARDED_FOR)
						.setString(String.join(",", known.reversed()));
			}
			super.invoke(request, response);
		}

		private static boolean isAddress(String text) {
			try {
				return text.matches("[0-9a-fA-F:.]*[:.][0-9a-fA-F:.]*") && InetAddress.ofLiteral(text).getAddress().length > 0;
			}
			catch (IllegalArgumentException _) {
				return false;
			}
		}
	}
}
