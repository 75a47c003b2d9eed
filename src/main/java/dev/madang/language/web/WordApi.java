package dev.madang.language.web;

import java.util.List;

import dev.madang.language.CommunityWord;
import dev.madang.language.CommunityWords;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The community's own words. */
@RestController
@RequestMapping("/api/v1/admin/words")
@Allow(Role.ADMIN)
@Tag(name = "Search")
class WordApi {

	/** @param parts what a compound is made of */
	@Schema(name = "WordForm")
	record Form(@Nullable List<String> parts, @Nullable List<String> variants) {
	}

	record Words(List<CommunityWord> items) {
	}

	private final CommunityWords words;

	WordApi(CommunityWords words) {
		this.words = words;
	}

	@GetMapping
	Words all() {
		return new Words(words.all());
	}

	/** Adds a word or changes it; the search index is built again in the background. */
	@PutMapping("/{word}")
	CommunityWord put(@PathVariable String word, @RequestBody Form form, Viewer viewer) {
		return words.put(viewer, new CommunityWord(word, form.parts() == null ? List.of() : form.parts(),
				form.variants() == null ? List.of() : form.variants()));
	}

	@DeleteMapping("/{word}")
	ResponseEntity<Void> remove(@PathVariable String word, Viewer viewer) {
		words.remove(viewer, word);
		return ResponseEntity.noContent().build();
	}
}
