package dev.madang.member;

import java.util.Map;

import dev.madang.page.Metadata;
import dev.madang.platform.SiteUrl;
import dev.madang.platform.Markdown;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** What a member's page says of itself to search engines, in the words of schema.org. */
@Component
public class MemberMetadata {

	private final SiteUrl site;

	private final Markdown markdown;

	MemberMetadata(SiteUrl site, Markdown markdown) {
		this.site = site;
		this.markdown = markdown;
	}

	public Metadata of(Member member) {
		var path = "/@" + UriUtils.encodePathSegment(member.handle(), "UTF-8");
		var face = member.avatarUrl();
		return new Metadata("profile", member.name(), markdown.excerpt(member.bio()), path,
				face == null ? null : Metadata.Image.elsewhere(face), path + "/feed.atom",
				Map.of("@type", "ProfilePage", "dateCreated", member.createdAt().toString(), "mainEntity",
						Map.of("@type", "Person", "name", member.name(), "alternateName", member.handle(), "url",
								site.of(path))));
	}
}
