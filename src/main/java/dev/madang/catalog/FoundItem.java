package dev.madang.catalog;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What search shows of a book or film. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FoundItem(String kind, List<String> creators, @Nullable String publishedOn) {
}
