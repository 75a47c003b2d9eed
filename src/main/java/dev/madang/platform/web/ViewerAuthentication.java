package dev.madang.platform.web;

import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** Spring Security's form of a signed-in viewer. */
final class ViewerAuthentication extends AbstractAuthenticationToken {

	private final transient Viewer viewer;

	ViewerAuthentication(Viewer viewer) {
		super(AuthorityUtils.createAuthorityList("ROLE_" + viewer.role().name()));
		this.viewer = viewer;
		setAuthenticated(true);
	}

	@Override
	public Object getCredentials() {
		return "";
	}

	@Override
	public Viewer getPrincipal() {
		return viewer;
	}

	@Override
	public String getName() {
		return viewer.handle();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ViewerAuthentication that && viewer.equals(that.viewer);
	}

	@Override
	public int hashCode() {
		return viewer.hashCode();
	}
}
